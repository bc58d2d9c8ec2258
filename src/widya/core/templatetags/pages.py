"""The numbers of a paginator: the ends, the neighbours, and “…” for what is left out."""

from collections.abc import Iterator

from django import template
from django.core.paginator import Page

register = template.Library()


@register.filter
def numbers_around(page: "Page[object]") -> "Iterator[int | str]":
    """Return the numbers that lead away from the page, few of them however many pages there are."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
