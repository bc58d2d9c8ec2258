"""Find units by words of their names and of the units above them; pure, no Django."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

SEPARATOR = " › "
MOST_WORDS = 8
WHOLE_NAME, START_OF_WORD, IN_NAME, IN_PATH = 8, 4, 2, 1
_NOT_WORDS = re.compile(r"[\W_]+")

# How people shorten the names, in speech and on signs. Each finds the other.
ABBREVIATIONS = {
    "ahu": "administrasi hukum umum",
    "balitbang": "badan penelitian dan pengembangan",
    "bapas": "balai pemasyarakatan",
    "bhp": "balai harta peninggalan",
    "bphn": "badan pembinaan hukum nasional",
    "bpsdm": "badan pengembangan sumber daya manusia",
    "ditjen": "direktorat jenderal",
    "itjen": "inspektorat jenderal",
    "kanim": "kantor imigrasi",
    "kanwil": "kantor wilayah",
    "lapas": "lembaga pemasyarakatan",
    "lpas": "lembaga penempatan anak sementara",
    "lpka": "lembaga pembinaan khusus anak",
    "rudenim": "rumah detensi imigrasi",
    "rupbasan": "rumah penyimpanan benda sitaan negara",
    "rutan": "rumah tahanan negara",
    "setjen": "sekretariat jenderal",
}


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit as lists show it and as it is searched.

    Attributes:
        pk: its primary key.
        code: the agency's own code; empty without one.
        name: its own name.
        above: the names of the units above it, the top one first, joined by ``SEPARATOR``.
        place: its place in the tree (treebeard's path).
        time_zone: its name in the tz database.
        name_text: what is searched of its own name.
        path_text: what is searched of the names above it.
    """

    pk: int
    code: str
    name: str
    above: str
    place: str
    time_zone: str
    name_text: str
    path_text: str

    @property
    def full_name(self) -> str:
        """The name behind those of all units above it."""
        return f"{self.above}{SEPARATOR}{self.name}" if self.above else self.name

    @property
    def names(self) -> list[str]:
        """The names from the top of the tree down to its own."""
        return self.full_name.split(SEPARATOR)


def entry(*, pk: int, code: str, names: list[str], place: str, time_zone: str) -> UnitEntry:
    """Return the entry of a unit, given the names from the top of the tree down to its own."""
    *above, name = names
    return UnitEntry(
        pk=pk,
        code=code,
        name=name,
        above=SEPARATOR.join(above),
        place=place,
        time_zone=time_zone,
        name_text=_searchable(name),
        path_text=_searchable(" ".join(above)),
    )


def best_matches(entries: Iterable[UnitEntry], words: str, *, limit: int) -> list[UnitEntry]:
    """Return the units that have all the words, in whatever order, the best first.

    A word may stand anywhere in the unit's own name or in those above it. Best is what has the
    words in its own name, at the beginning of its words; among equals the higher unit in the tree.
    """
    wanted = folded(words).split()[:MOST_WORDS]
    if not wanted:
        return []
    phrase = " ".join(wanted)
    scored = ((_score(each, wanted, phrase), each) for each in entries)
    hits = [(-score, len(each.place), each.place, each) for score, each in scored if score]
    return [hit[-1] for hit in nsmallest(limit, hits)]


class UnitNames:
    """Finds units by what people write into a table: the code, the name, or the end of the path."""

    def __init__(self, entries: Iterable[UnitEntry]) -> None:
        self._by_code: dict[str, int] = {}
        self._by_path: dict[str, set[int]] = {}
        for each in entries:
            self._by_code[each.code.casefold()] = each.pk
            names = [folded(name) for name in each.names]
            for start in range(len(names)):
                self._by_path.setdefault(" ".join(names[start:]), set()).add(each.pk)

    def find(self, text: str) -> set[int]:
        """Return the primary keys of the units that the text can stand for."""
        if text and text.casefold() in self._by_code:
            return {self._by_code[text.casefold()]}
        return self._by_path.get(folded(text), set())


def folded(text: str) -> str:
    """Return the text in lower case, with one space for all that is no letter or digit."""
    return _NOT_WORDS.sub(" ", text.casefold()).strip()


def _score(unit: UnitEntry, words: list[str], phrase: str) -> int:
    """Return how well the unit has the words; 0 if one is missing."""
    name, path = unit.name_text, unit.path_text
    total = 0
    for word in words:
        if word in name:
            total += START_OF_WORD if f" {word}" in name else IN_NAME
        elif word in path:
            total += IN_PATH
        else:
            return 0
    return total + (WHOLE_NAME if name.startswith(f" {phrase}") else 0)


def _searchable(text: str) -> str:
    """Return the folded text, each word behind a space, with its other ways of writing."""
    plain = f" {folded(text)} "
    others = [
        *(short for short, long in ABBREVIATIONS.items() if f" {long} " in plain),
        *(long for short, long in ABBREVIATIONS.items() if f" {short} " in plain),
    ]
    return " ".join([plain.rstrip(), *others])
