"""The English catalogue: kept in step with the sources, compiled and checked by Babel.

The msgids are the Indonesian texts of the sources, so nobody writes an Indonesian catalogue. One is
compiled all the same, in which every text stands for itself: without it the catalogues of Django,
Wagtail and allauth would turn our “Login”, “Password” and “Dashboard” into words of theirs.
Runs in the project's environment: `python -m tools.messages update|compile|check`.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tools.console import ROOT, CommandError, guarded

PACKAGE = ROOT / "src" / "widya"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
INDONESIAN = PACKAGE / "locale" / "id" / "LC_MESSAGES" / "django.mo"
FUNCTIONS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
# What the site calls a course is an Indonesian word, which English may do without.
SITES_WORDS = {"%(label)s"}
# What Babel writes about people, itself or today says nothing and would change in every diff.
NOISE = re.compile(
    rb'"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date'
    rb"|Last-Translator|Language-Team|Generated-By): .*\n"
)


def main() -> int:
    commands = {"update": update, "compile": compile_, "check": check}
    parser = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
    parser.add_argument("command", choices=commands)
    commands[parser.parse_args().command]()
    return 0


def update() -> None:
    """Add new msgids, drop those that are gone, keep every translation."""
    catalogue = read_catalogue()
    catalogue.update(extracted(), no_fuzzy_matching=True)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(as_text(catalogue))


def compile_() -> None:
    write_compiled(CATALOGUE.with_suffix(".mo"), read_catalogue())
    write_compiled(INDONESIAN, indonesian())


def write_compiled(path: Path, catalogue: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


def indonesian() -> Catalog:
    """Return a catalogue in which every text stands for itself; plurals do so by themselves."""
    catalogue = Catalog(locale="id")
    for message in extracted():
        if isinstance(message.id, str) and message.id:
            catalogue.add(message.id, message.id, context=message.context)
    return catalogue


def check() -> None:
    """Compare the catalogue with the sources.

    Raises:
        CommandError: the list of faults, one a line.
    """
    faults = sorted(faults_in(read_catalogue(), expected=extracted()))
    if faults:
        message = "\n".join([*faults, f"{len(faults)} faults; `make messages`, then translate."])
        raise CommandError(message)


def read_catalogue() -> Catalog:
    if not CATALOGUE.exists():
        return new_catalogue()
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", charset="utf-8")


def new_catalogue() -> Catalog:
    header = "# English translation of Widya; the msgids are the Indonesian of the sources."
    return Catalog(locale="en", project="Widya", fuzzy=False, header_comment=header)


def as_text(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return NOISE.sub(b"", buffer.getvalue())


def extracted() -> Catalog:
    """Return a catalogue of every text that the sources mark for translation."""
    found = new_catalogue()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in EXTRACTORS and "migrations" not in path.parts:
            with path.open("rb") as file:
                for _, text, _, context in extract(EXTRACTORS[path.suffix], file, FUNCTIONS):
                    found.add(text, context=context)
    return found


def extract_template(
    file: io.BufferedIOBase, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[Any]:
    """Extract from a Django template, which Django turns into something like Python.

    Lines lose their indent: Babel's tokeniser would take it for Python's.
    """
    source = templatize(file.read().decode())
    lines = "\n".join(line.lstrip() for line in source.splitlines())
    return extract_python(io.BytesIO(lines.encode()), keywords, comment_tags, options)


EXTRACTORS: dict[str, Any] = {".py": "python", ".html": extract_template, ".txt": extract_template}


def faults_in(catalogue: Catalog, *, expected: Catalog) -> Iterator[str]:
    present, wanted = by_key(catalogue), by_key(expected)
    for key in wanted.keys() - present.keys():
        yield f"missing: {key[0]}"
    for key in present.keys() - wanted.keys():
        yield f"obsolete: {key[0]}"
    for key in present.keys() & wanted.keys():
        if fault := fault_of(present[key]):
            yield f"{fault}: {key[0]}"


def by_key(catalogue: Catalog) -> dict[tuple[Any, str | None], Message]:
    return {(message.id, message.context): message for message in catalogue if message.id}


def fault_of(message: Message) -> str | None:
    translations = as_tuple(message.string)
    if not all(translations):
        return "empty"
    if message.fuzzy:
        return "fuzzy"
    if placeholders(as_tuple(message.id)) - SITES_WORDS != placeholders(translations) - SITES_WORDS:
        return "other placeholders"
    return None


def as_tuple(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(texts: Iterable[str]) -> set[str]:
    """Return the placeholders of all forms; a singular may leave out the number."""
    return {found for text in texts for found in PLACEHOLDER.findall(text)}


if __name__ == "__main__":
    sys.exit(guarded(main))
