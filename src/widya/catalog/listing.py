"""What the catalogue shows for an address."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from widya.catalog.cards import cards_for
from widya.catalog.choices import chosen_choices, filter_groups, sort_choices
from widya.catalog.filters import CATEGORY, Counts, pattern_of
from widya.catalog.frame import Frame, frame_around
from widya.catalog.models import CatalogPage, Category
from widya.catalog.search import Found, find_courses
from widya.catalog.wish import Wish

COURSES_PER_PAGE = 12
MOST_DIGITS = 5  # of the number of a page that there may be
UNKNOWN = "?"  # the value of no course


def catalogue_context(
    page: CatalogPage, request: HttpRequest, *, frame: Frame | None = None
) -> dict[str, Any]:
    """Return the courses that the address asks for, and the ways to others.

    Args:
        page: the catalogue.
        request: what is asked for.
        frame: of the page's site, if it is at hand.
    """
    wish = Wish.of(request.GET)
    frame = frame or frame_around(page)
    chosen = _values(wish, frame.categories)
    find = partial(_found, page, wish, pattern_of(chosen), frame.restricted_paths)
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
        "heading": _heading(wish, page_obj),
        "groups": groups,
        "chosen": chosen_choices(groups, wish),
        "sorts": sort_choices(wish),
        "total": counts.total,
        "page_obj": page_obj,
        "courses": cards_for(request, found.course_ids),
    }


def _found(
    page: CatalogPage, wish: Wish, pattern: str, hidden_paths: list[str], number: int
) -> Found:
    start = (number - 1) * COURSES_PER_PAGE
    return find_courses(
        page.pk,
        query=wish.query,
        pattern=pattern,
        sort=wish.sort,
        hidden_paths=hidden_paths,
        places=range(start, start + COURSES_PER_PAGE),
    )


def _heading(wish: Wish, page: "Page[int]") -> str:
    """Return what is listed: how many courses, found by what, on which page."""
    count, last = page.paginator.count, page.paginator.num_pages
    parts = [ngettext("%(counter)s pelatihan", "%(counter)s pelatihan", count) % {"counter": count}]
    if wish.query:
        parts.append(_("untuk “%(query)s”") % {"query": wish.query})
    if last > 1:
        place = {"number": page.number, "total": last}
        parts.append("· " + _("halaman %(number)s dari %(total)s") % place)
    return " ".join(parts)


def _values(wish: Wish, categories: Iterable[Category]) -> dict[str, str]:
    """Return what was chosen as entries keep it."""
    if CATEGORY not in wish.chosen:
        return wish.chosen
    ids = {category.slug: str(category.pk) for category in categories}
    return wish.chosen | {CATEGORY: ids.get(wish.chosen[CATEGORY], UNKNOWN)}
