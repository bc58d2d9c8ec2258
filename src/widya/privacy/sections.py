"""How what is kept about a person is put down: tables that JSON and HTML both show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

Value = str | int | bool | Decimal | date | datetime | list[str] | None


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one kind.

    Attributes:
        name: its name in JSON.
        title: its heading for people.
        columns: the columns' names in JSON with their headings for people.
        rows: the values, in the order of the columns.
    """

    name: str
    title: str
    columns: dict[str, str]
    rows: list[tuple[Value, ...]]

    def records(self) -> list[dict[str, Value]]:
        """Return the rows for JSON."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def shown_rows(self) -> list[list[str]]:
        """Return the rows as people read them."""
        return [[in_words(value) for value in row] for row in self.rows]

    def shown_facts(self) -> list[tuple[str, str]]:
        """Return the only row with its headings."""
        return list(zip(self.columns.values(), self.shown_rows()[0], strict=True))


def section(
    name: str, title: str, columns: dict[str, str], rows: Iterable[tuple[Any, ...]]
) -> Section:
    """Return the section, with its rows read."""
    return Section(name, title, columns, list(rows))


def in_words(value: Value) -> str:
    """Return the value as it is read: dates and numbers of the language, a dash for nothing."""
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H.i T")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, int | Decimal):
        return number_format(value)
    return "; ".join(value) if isinstance(value, list) else str(value)
