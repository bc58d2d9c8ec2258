"""The ways from what the catalogue shows to something else, as plain links."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, NotRequired, TypedDict

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from widya.catalog.filters import FILTERS, Counts, Filter
from widya.catalog.models import Category
from widya.catalog.wish import Sort, Wish


class Choice(TypedDict):
    """A link: its label, where it leads, how many courses are there, whether one is there now."""

    label: str
    url: str
    is_current: NotRequired[bool]
    count: NotRequired[int]


class Group(TypedDict):
    """A filter with its choices, the first of which takes it off."""

    name: str
    label: str
    choices: list[Choice]


class Labels(NamedTuple):
    """What filters, their values and the orders are called in one language.

    Attributes:
        values: of each filter its values, as entries keep them and in the address, with labels.
    """

    all: str
    filters: dict[str, str]
    values: dict[str, list[tuple[str, str, str]]]
    sorts: list[tuple[str, str]]


@cache
def _labels_in(language: str | None) -> Labels:  # noqa: ARG001 - the active one, once for each
    return Labels(
        all=_("Semua"),
        filters={each.name: str(each.label) for each in FILTERS},
        values={
            each.name: [(value, value, str(label)) for value, label in each.choices]
            for each in FILTERS
        },
        sorts=[(value, str(label)) for value, label in Sort.choices],
    )


def filter_groups(wish: Wish, counts: Counts, categories: Iterable[Category]) -> list[Group]:
    """Return the filters that tell something apart, and those that were chosen."""
    labels = _labels_in(get_language())
    by_slug = [(str(category.pk), category.slug, category.name) for category in categories]
    groups = [
        Group(
            name=each.name,
            label=labels.filters[each.name],
            choices=_choices(each, wish, counts, labels.values[each.name] or by_slug, labels.all),
        )
        for each in FILTERS
    ]
    return [group for group in groups if len(group["choices"]) > 2 or group["name"] in wish.chosen]


def _choices(
    each: Filter, wish: Wish, counts: Counts, values: list[tuple[str, str, str]], all_label: str
) -> list[Choice]:
    numbers = counts.by_value[each.name]
    chosen = wish.chosen.get(each.name, "")
    address_with = wish.choosing(each.name)
    return [
        Choice(label=all_label, url=address_with(""), is_current=not chosen, count=numbers.total()),
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
        for sort, label in _labels_in(get_language()).sorts
        if wish.query or sort != Sort.CLOSEST
    ]
