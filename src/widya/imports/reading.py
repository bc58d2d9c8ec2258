"""Read a spreadsheet into rows of text: XLSX, or CSV in the ways that office programs write it.

A file of a few kilobytes can name a cell so far away that the reader asks for terabytes of memory
and is aborted, and a compressed one can be a million times its size. So the reading is a program of
its own, with limits, that prints each row as JSON: ``python -m widya.imports.reading FILE``. It
knows nothing of Django.
"""

import csv
import json
import re
import resource
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

MEMORY_BYTES = 1 << 30
PROCESSOR_SECONDS = 120
MOST_ROWS = 200_000
MOST_COLUMNS = 60
LONGEST_CELL = 2_000
# Excel keeps 15 digits of a number.
EXACT_BELOW = 10**15
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = ";,\t|"
_UNWANTED = re.compile(r"[\x00-\x1f\x7f\s]+")

Row = tuple[int, list[str]]


class Fault(StrEnum):
    """Why a file cannot be read."""

    NO_SPREADSHEET = "no_spreadsheet"
    OLD_FORMAT = "old_format"
    PASSWORD = "password"  # noqa: S105 - no password, but the name of a fault
    TOO_MANY_ROWS = "too_many_rows"


class FaultError(Exception):
    """The file cannot be read; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)


def main() -> None:
    limit_resources()
    try:
        for row in read_rows(Path(sys.argv[1])):
            print(json.dumps(row))  # noqa: T201 - its output is what it is run for
    except FaultError as error:
        print(json.dumps({"fault": error.fault}))  # noqa: T201


def limit_resources() -> None:
    """Let this process end rather than the machine's memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    with suppress(ValueError):  # where the system's own limit is lower
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the number and the cells of each row of the first sheet that is not empty.

    Raises:
        FaultError: the file cannot be read.
    """
    for number, cells in enumerate(_raw_rows(path), start=1):
        if number > MOST_ROWS:
            raise FaultError(Fault.TOO_MANY_ROWS)
        texts = [_text(cell) for cell in cells[:MOST_COLUMNS]]
        if any(texts):
            yield number, texts


def _raw_rows(path: Path) -> Iterable[list[Any]]:
    with path.open("rb") as stream:
        beginning = stream.read(4)
    if beginning == ZIP:
        return _workbook_rows(path)
    if beginning == OLD_OFFICE:
        raise FaultError(Fault.OLD_FORMAT)
    return _csv_rows(_decoded(path.read_bytes()))


def _workbook_rows(path: Path) -> Iterable[list[Any]]:
    try:
        return CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows()
    except PasswordError:
        raise FaultError(Fault.PASSWORD) from None
    except (CalamineError, IndexError):
        raise FaultError(Fault.NO_SPREADSHEET) from None


def _decoded(content: bytes) -> str:
    """Return the text: UTF-16 by its mark, else UTF-8, else what Windows in Indonesia writes."""
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise FaultError(Fault.NO_SPREADSHEET)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _csv_rows(text: str) -> Iterator[list[str]]:
    first, *_ = text.lstrip().split("\n", 1)
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(len(text) + 1)
    yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _text(cell: Any) -> str:
    """Return a cell as the text that a person would have typed."""
    written = _WRITERS.get(type(cell), str)(cell)
    plain = _UNWANTED.sub(" ", written[:LONGEST_CELL]).strip()
    return unicodedata.normalize("NFC", plain)


def _number(cell: float) -> str:
    """Return a number, without decimals where it has none.

    One too long to be exact is written like ``1.99e+17``: its last digits are lost already.
    """
    is_exact = cell.is_integer() and abs(cell) < EXACT_BELOW
    return str(int(cell)) if is_exact else repr(cell)


_WRITERS: dict[type, Callable[[Any], str]] = {
    bool: lambda cell: "1" if cell else "0",
    float: _number,
    datetime: lambda cell: cell.isoformat(" ", "minutes"),
    date: date.isoformat,
    time: time.isoformat,
}

if __name__ == "__main__":
    main()
