"""What a visitor asks the catalogue for, as it stands in the address."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from widya.catalog.filters import FILTERS
from widya.core.stems import clean_query


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
        values = {each: clean_query(data.get(each.name, "")) for each in FILTERS}
        sort = data.get("urut", "")
        return cls(
            query=clean_query(data.get("q", "")),
            chosen={each.name: value for each, value in values.items() if each.accepts(value)},
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
    def address(self) -> str:
        """Return the query string that asks for this, from the first page on."""
        parameters = {"q": self.query, **self.chosen, "urut": self.asked_sort}
        return "?" + urlencode({name: value for name, value in parameters.items() if value})

    def choosing(self, name: str, value: str) -> "Wish":
        """Return the wish with another value of a filter; with none for an empty one."""
        others = {other: kept for other, kept in self.chosen.items() if other != name}
        return replace(self, chosen=others | ({name: value} if value else {}))

    def sorted_by(self, sort: str) -> "Wish":
        return replace(self, asked_sort=sort)

    def without_filters(self) -> "Wish":
        return replace(self, chosen={})
