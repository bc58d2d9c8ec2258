"""“Riwayat Ujian”: a person's attempts as a sortable table."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from widya.accounts.models import User
from widya.assessment.models import Attempt
from widya.assessment.queries import attempts_for

NEWEST_FIRST = "-tanggal"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by which the table sorts: its name in the address, its label, its field."""

    name: str
    label: str | Promise
    field: str


COLUMNS = (
    Column("pelatihan", _("Nama %(label)s"), "course_title"),
    Column("pertanyaan", _("Total Pertanyaan"), "question_count"),
    Column("kelulusan", _("Nilai Kelulusan"), "pass_mark"),
    Column("nilai", _("Nilai"), "score"),
    Column("hasil", _("Hasil"), "is_passed"),
    Column("tanggal", _("Tanggal Ujian"), "started_at"),
)
FIELDS = {column.name: column.field for column in COLUMNS}


def known_sort(sort: str) -> str:
    """Return ``sort`` when it names a column, with "-" before it for descending order."""
    return sort if sort.removeprefix("-") in FIELDS else NEWEST_FIRST


def attempts_sorted(user: User, sort: str) -> QuerySet[Attempt]:
    """Return the person's closed attempts in the order that ``known_sort`` let through."""
    field = F(FIELDS[sort.removeprefix("-")])
    order = field.desc(nulls_last=True) if sort.startswith("-") else field.asc(nulls_last=True)
    return attempts_for(user).order_by(order, "-started_at", "-pk")


def labels(label_course: str) -> list[str]:
    """Return the columns' labels, in the site's word for a course."""
    return [str(column.label) % {"label": label_course} for column in COLUMNS]


def headings(sort: str, *, label_course: str) -> list[dict[str, Any]]:
    """Return the columns' headings, each with the sort that a click on it asks for."""
    named = zip(COLUMNS, labels(label_course), strict=True)
    return [_heading(column, label, sort) for column, label in named]


def _heading(column: Column, label: str, sort: str) -> dict[str, Any]:
    is_ascending = sort == column.name
    order = {column.name: "ascending", f"-{column.name}": "descending"}.get(sort, "")
    return {
        "label": label,
        "order": order,
        "sort": f"-{column.name}" if is_ascending else column.name,
    }
