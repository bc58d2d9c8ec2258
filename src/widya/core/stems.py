"""Indonesian words and their stems, for searching. Pure: no Django, no database.

Snowball's algorithm (Tala 2003, as in PostgreSQL's configuration ``indonesian``) takes prefixes and
suffixes off. What it cannot decide without a dictionary stays open here: a word has every stem that
it may have, and two words belong together when they share one.

- It may be a root already, of which a part only looks like an affix: *periksa*, *masalah*.
- meN- and peN- swallow the first letter of many roots: *menulis* is of *tulis*, *mengirim* of
  *kirim*, *pemasyarakatan* of *masyarakat*.
- Of several endings one may belong to the root: *tindakan* is *tindak* with -an, not with -kan.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from snowballstemmer import stemmer

WORD = re.compile(r"[a-z0-9]+")
SWALLOWED = re.compile(r"(?:di|ke)?[mp]e(?P<nasal>ng|n|m)(?P<rest>[aiueo].*)")
# What else a nasal may stand for before a vowel; Snowball itself puts back the p behind m.
FIRST_LETTERS = {"m": "m", "n": "t", "ng": "k"}
# How much of an ending Snowball is not let take or, of -si, would not take.
ENDINGS = {"kan": 2, "ian": 2, "si": 1}
COMMON = """
    ada adalah agar akan atas atau bagi bahwa dalam dan dapat dari dengan di dia ia ini itu jika
    juga kami karena ke kepada kita maka mereka oleh pada para saat saya sebagai secara seperti
    serta setiap sudah tanpa telah tentang tersebut tetapi tidak untuk yaitu yang
"""
STOP_WORDS = frozenset(COMMON.split())
MOST_LETTERS = 100
LONGEST_WORD = 40
FEWEST_LETTERS_OF_A_BEGINNING = 4
WORDS_REMEMBERED = 20_000


def clean_query(text: str) -> str:
    """Return what was typed into a search box: no control characters, not too long."""
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.split())[:MOST_LETTERS].strip()


def words_in(text: str) -> Iterator[str]:
    """Yield the words of a text in lower case, in order, without those that say nothing."""
    for word in WORD.findall(text.lower()):
        if word not in STOP_WORDS:
            yield word[:LONGEST_WORD]


def stems_in(texts: Iterable[str]) -> set[str]:
    """Return every stem of every word of the texts."""
    words = {word for text in texts for word in words_in(text)}
    return {stem for word in words for stem in stems_of(word)}


@lru_cache(WORDS_REMEMBERED)
def stems_of(word: str) -> tuple[str, ...]:
    """Return the stems that a lower-case word may have, each once, the word itself first."""
    forms = [word, *_with_first_letter(word)]
    shorter = [
        form[:-letters]
        for form in forms
        for ending, letters in ENDINGS.items()
        if form.endswith(ending)
    ]
    return tuple(dict.fromkeys([word, *(_stem(form) for form in [*forms, *shorter])]))


def forms_of(word: str) -> list[str]:
    """Return what a searched word may stand as in a text; with ``*`` behind it, as a beginning."""
    itself, *others = stems_of(word)
    return [f"{itself}*" if len(itself) >= FEWEST_LETTERS_OF_A_BEGINNING else itself, *others]


def occurs(query: str, texts: Iterable[str]) -> bool:
    """Return whether every word of the query occurs in the texts, in any of its forms."""
    stems = stems_in(texts)
    return all(_is_among(forms_of(word), stems) for word in words_in(query))


def _is_among(forms: Iterable[str], stems: set[str]) -> bool:
    return any(
        any(stem.startswith(form[:-1]) for stem in stems) if form.endswith("*") else form in stems
        for form in forms
    )


def _with_first_letter(word: str) -> list[str]:
    match = SWALLOWED.fullmatch(word)
    return [FIRST_LETTERS[match["nasal"]] + match["rest"]] if match else []


def _stem(word: str) -> str:
    # A stemmer holds the word while it works on it: threads must not share one.
    return str(stemmer("indonesian").stemWord(word))
