"""What a visitor asks the catalogue for, as it stands in the address."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import quote_plus

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from widya.catalog.filters import FILTERS
from widya.core.stems import clean_query

SORT = "urut"


class Sort(TextChoices):
    """An order of the catalogue; its value stands in the address."""

    CLOSEST = "cocok", _("Paling cocok")
    NEWEST = "baru", _("Terbaru")
    MOST_LEARNERS = "peserta", _("Peserta terbanyak")
    BEST_RATED = "ulasan", _("Ulasan terbaik")
    TITLE = "judul", _("Judul A–Z")


@dataclass(frozen=True, slots=True)
class Wish:
    """A search, filters and an order; what makes no sense asks for nothing.

    Attributes:
        chosen: the chosen values by the names of their filters.
        asked_sort: the order if one was asked for, else empty.
    """

    query: str
    chosen: dict[str, str]
    asked_sort: str

    @classmethod
    def of(cls, data: QueryDict) -> "Wish":
        """Return the wish that the query string holds."""
        asked = [each for each in FILTERS if each.name in data]
        values = [(each, clean_query(data.get(each.name, ""))) for each in asked]
        sort = data.get(SORT, "")
        return cls(
            query=clean_query(data.get("q", "")),
            chosen={each.name: value for each, value in values if each.accepts(value)},
            asked_sort=sort if sort in Sort.values else "",
        )

    def __bool__(self) -> bool:
        return bool(self.query or self.chosen)

    @property
    def sort(self) -> str:
        """Return the order: the closest come first in a search, else the newest."""
        if self.asked_sort and (self.query or self.asked_sort != Sort.CLOSEST):
            return self.asked_sort
        return Sort.CLOSEST if self.query else Sort.NEWEST

    @property
    def sort_label(self) -> str:
        """Return what the order is called."""
        return str(Sort(self.sort).label)

    @property
    def address(self) -> str:
        """Return the query string that asks for this, from the first page on."""
        return _address(*self._parameters)

    def choosing(self, name: str) -> Callable[[str], str]:
        """Return what makes the address with another value of a filter; without it if empty."""
        others = {other: value for other, value in self.chosen.items() if other != name}
        *first, last = replace(self, chosen=others)._parameters
        return lambda value: _address(*first, _parameter(name, value), last)

    @property
    def sorting(self) -> Callable[[str], str]:
        """Return what makes the address with another order."""
        first = self._parameters[:-1]
        return lambda sort: _address(*first, _parameter(SORT, sort))

    def without_filters(self) -> "Wish":
        return replace(self, chosen={})

    @property
    def _parameters(self) -> list[str]:
        filters = (_parameter(name, value) for name, value in self.chosen.items())
        return [_parameter("q", self.query), *filters, _parameter(SORT, self.asked_sort)]


def _parameter(name: str, value: str) -> str:
    return f"{name}={quote_plus(value)}" if value else ""


def _address(*parameters: str) -> str:
    return "?" + "&".join(filter(None, parameters))
