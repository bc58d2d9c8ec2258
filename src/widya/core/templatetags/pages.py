"""The ways between the pages of a list, each put together with what else the address asks for."""

from typing import Any, NamedTuple

from django import template
from django.core.paginator import Page
from django.template.context import Context

register = template.Library()


class Way(NamedTuple):
    """A page's number and address; for pages that are left out “…” without an address."""

    number: int | str
    url: str


class Ways(NamedTuple):
    """Ways to few of the pages however many there are: the ends, the neighbours, “…” between."""

    numbered: list[Way]
    previous_url: str
    next_url: str


@register.simple_tag(takes_context=True)
def ways_from(context: Context, page: "Page[Any]") -> Ways:
    """Return the ways that lead away from the page."""
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    start = f"?{parameters.urlencode()}&page=" if parameters else "?page="
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return Ways(
        [Way(each, f"{start}{each}" if isinstance(each, int) else "") for each in numbers],
        f"{start}{page.number - 1}",
        f"{start}{page.number + 1}",
    )
