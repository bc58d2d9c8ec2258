"""By what the catalogue can be narrowed, and how many courses each choice leaves.

The values that a course has of all filters stand together in its entry: counting the entries by
them, in one query, tells what every choice of every filter would leave.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from widya.catalog.models import CoursePage

Label = str | Promise
SEPARATOR = "|"
ABOVE = "lebih"


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: its name in the address, its label, and the value that a course has of it.

    Attributes:
        choices: value and label of all that one may choose; none for categories, which editors add.
    """

    name: str
    label: Label
    value_of: Callable[[CoursePage], str]
    choices: tuple[tuple[str, Label], ...] = ()

    def accepts(self, value: str) -> bool:
        return bool(value) and (not self.choices or value in dict(self.choices))


def banded(field: str, *bands: tuple[str, int]) -> Callable[[CoursePage], str]:
    """Return a function that finds the first band whose last number is not below the field's."""

    def value_of(course: CoursePage) -> str:
        return next((band for band, last in bands if getattr(course, field) <= last), ABOVE)

    return value_of


CATEGORY = "kategori"  # its slug in the address, its id among the values: a slug may change
FILTERS = (
    Filter(CATEGORY, _("Kategori"), lambda course: str(course.category_id or "")),
    Filter("level", _("Level"), lambda course: course.level, tuple(CoursePage.Level.choices)),
    Filter(
        "jp",
        _("Jumlah JP"),
        banded("credit_hours", ("1-2", 2), ("3-5", 5), ("6-10", 10)),
        (
            ("1-2", _("1–2 JP")),
            ("3-5", _("3–5 JP")),
            ("6-10", _("6–10 JP")),
            (ABOVE, _("Lebih dari 10 JP")),
        ),
    ),
    Filter(
        "durasi",
        _("Durasi"),
        banded("duration_minutes", ("60", 60), ("180", 180)),
        (
            ("60", _("Sampai 1 jam")),
            ("180", _("1–3 jam")),
            (ABOVE, _("Lebih dari 3 jam")),
        ),
    ),
    Filter(
        "sertifikat",
        _("Sertifikat"),
        lambda course: "ya" if course.has_certificate else "tidak",
        (("ya", _("Dengan sertifikat")), ("tidak", _("Tanpa sertifikat"))),
    ),
)


def values_of(course: CoursePage) -> str:
    """Return the values that the course has of all filters, as its entry keeps them."""
    return SEPARATOR.join(each.value_of(course) for each in FILTERS)


def pattern_of(chosen: Mapping[str, str]) -> str:
    """Return what the values of courses with all that was chosen are like; empty for all."""
    return SEPARATOR.join(chosen.get(each.name, "%") for each in FILTERS) if chosen else ""


class Counts:
    """How many entries each choice leaves, given the values that were chosen by filters' names.

    Attributes:
        total: the entries without any filter.
        left: those that have everything that was chosen.
        by_value: for each filter the entries of each value that have what else was chosen.
    """

    def __init__(self, numbers: Mapping[str, int], chosen: Mapping[str, str]) -> None:
        self.total = self.left = 0
        self.by_value: dict[str, Counter[str]] = {each.name: Counter() for each in FILTERS}
        counters = list(self.by_value.values())
        wanted = [
            (place, chosen[name]) for place, name in enumerate(self.by_value) if name in chosen
        ]
        for values, number in numbers.items():
            parts = values.split(SEPARATOR)
            missed = [place for place, value in wanted if parts[place] != value]
            self.total += number
            self.left += 0 if missed else number
            # A filter's own choice does not narrow its own choices.
            for place in (missed or range(len(parts))) if len(missed) < 2 else ():
                counters[place][parts[place]] += number
