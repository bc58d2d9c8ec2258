"""The ways from what the catalogue shows to something else, as plain links."""

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from django.utils.translation import gettext_lazy as _

from widya.catalog.filters import FILTERS, Counts, Filter, Label
from widya.catalog.models import Category
from widya.catalog.wish import Sort, Wish


class Choice(TypedDict):
    """A link: its label, where it leads, how many courses are there, whether one is there now."""

    label: Label
    url: str
    is_current: NotRequired[bool]
    count: NotRequired[int]


class Group(TypedDict):
    """A filter with its choices, the first of which takes it off."""

    name: str
    label: Label
    choices: list[Choice]


def filter_groups(wish: Wish, counts: Counts, categories: Iterable[Category]) -> list[Group]:
    """Return the filters that tell something apart, and those that were chosen."""
    groups = [
        Group(name=each.name, label=each.label, choices=_choices(each, wish, counts, categories))
        for each in FILTERS
    ]
    return [group for group in groups if len(group["choices"]) > 2 or group["name"] in wish.chosen]


def _choices(
    each: Filter, wish: Wish, counts: Counts, categories: Iterable[Category]
) -> list[Choice]:
    numbers = counts.by_value[each.name]
    chosen = wish.chosen.get(each.name, "")
    by_slug = [(str(category.pk), category.slug, category.name) for category in categories]
    values = [(value, value, label) for value, label in each.choices] or by_slug
    address_with = wish.choosing(each.name)
    return [
        Choice(
            label=_("Semua"), url=address_with(""), is_current=not chosen, count=numbers.total()
        ),
        *(
            Choice(
                label=label,
                url=address_with(name),
                is_current=name == chosen,
                count=numbers[value],
            )
            for value, name, label in values
            if numbers[value] or name == chosen
        ),
    ]


def chosen_choices(groups: Iterable[Group], wish: Wish) -> list[Choice]:
    """Return what was chosen, each as a link that takes it off."""
    return [
        Choice(label=choice["label"], url=wish.choosing(group["name"])(""))
        for group in groups
        for choice in group["choices"][1:]
        if choice["is_current"]
    ]


def sort_choices(wish: Wish) -> list[Choice]:
    """Return the orders; the closest first is one of a search only."""
    address_with, current = wish.sorting, wish.sort
    return [
        Choice(label=label, url=address_with(sort), is_current=sort == current)
        for sort, label in Sort.choices
        if wish.query or sort != Sort.CLOSEST
    ]
