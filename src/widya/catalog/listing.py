"""What the catalogue shows for an address."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from widya.catalog.cards import cards_for
from widya.catalog.choices import chosen_choices, filter_groups, sort_choices
from widya.catalog.filters import CATEGORY, Counts, pattern_of
from widya.catalog.frame import frame_around
from widya.catalog.models import CatalogPage, Category
from widya.catalog.search import Found, find_courses
from widya.catalog.wish import Wish

COURSES_PER_PAGE = 12
MOST_DIGITS = 5  # of the number of a page that there may be
UNKNOWN = "?"  # the value of no course


def catalogue_context(page: CatalogPage, request: HttpRequest) -> dict[str, Any]:
    """Return the courses that the address asks for, and the ways to others."""
    wish = Wish.of(request.GET)
    frame = frame_around(page)
    chosen = _values(wish, frame.categories)

    def find(number: int) -> Found:
        start = (number - 1) * COURSES_PER_PAGE
        return find_courses(
            page.pk,
            query=wish.query,
            pattern=pattern_of(chosen),
            sort=wish.sort,
            hidden_paths=frame.restricted_paths,
            places=range(start, start + COURSES_PER_PAGE),
        )

    asked = request.GET.get("page", "")
    likely = int(asked) if asked.isdecimal() and len(asked) <= MOST_DIGITS else 1
    found = find(likely)
    counts = Counts(found.numbers, chosen)
    page_obj: Page[int] = Paginator(range(counts.left), COURSES_PER_PAGE).get_page(asked)
    if page_obj.number != likely:
        found = find(page_obj.number)
    groups = filter_groups(wish, counts, frame.categories)
    return {
        "wish": wish,
        "groups": groups,
        "chosen": chosen_choices(groups, wish),
        "sorts": sort_choices(wish),
        "total": counts.total,
        "page_obj": page_obj,
        "courses": cards_for(request, found.course_ids),
    }


def _values(wish: Wish, categories: Iterable[Category]) -> dict[str, str]:
    """Return what was chosen as entries keep it."""
    if CATEGORY not in wish.chosen:
        return wish.chosen
    ids = {category.slug: str(category.pk) for category in categories}
    return wish.chosen | {CATEGORY: ids.get(wish.chosen[CATEGORY], UNKNOWN)}
