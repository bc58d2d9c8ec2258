"""What the catalogue shows for an address."""

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

from django.core.paginator import Paginator
from django.db.models import FloatField, QuerySet
from django.db.models.functions import Cast, NullIf
from django.http import HttpRequest

from widya.catalog.cards import cards_for
from widya.catalog.choices import chosen_choices, filter_groups, sort_choices
from widya.catalog.filters import CATEGORY, Counts
from widya.catalog.models import CatalogPage, CatalogueEntry, Category
from widya.catalog.search import by_index, closeness, search_entries
from widya.catalog.wish import Sort, Wish

COURSES_PER_PAGE = 12
NEWEST_FIRST = ("-published_at", "-pk")
UNKNOWN = "?"  # the value of no course


def catalogue_context(page: CatalogPage, request: HttpRequest) -> dict[str, Any]:
    """Return the courses that the address asks for, and the ways to others."""
    wish = Wish.of(request.GET)
    categories = list(Category.objects.all())
    with by_index() if wish.query else nullcontext():
        found = search_entries(listed_entries(page), wish.query)
        counts = Counts(found, _values(wish, categories))
        courses = in_order(found.filter(values__in=counts.matching) if wish.chosen else found, wish)
        paginator = Paginator(courses, COURSES_PER_PAGE)
        paginator.count = counts.left  # known already, so not asked for again
        page_obj = paginator.get_page(request.GET.get("page"))
        course_ids = list(page_obj)
    groups = filter_groups(wish, counts, categories)
    return {
        "wish": wish,
        "groups": groups,
        "chosen": chosen_choices(groups, wish),
        "sorts": sort_choices(wish),
        "total": counts.total,
        "page_obj": page_obj,
        "courses": cards_for(request, course_ids),
    }


def _values(wish: Wish, categories: Iterable[Category]) -> dict[str, str]:
    """Return what was chosen as entries keep it."""
    if CATEGORY not in wish.chosen:
        return wish.chosen
    ids = {category.slug: str(category.pk) for category in categories}
    return wish.chosen | {CATEGORY: ids.get(wish.chosen[CATEGORY], UNKNOWN)}


def listed_entries(page: CatalogPage) -> QuerySet[CatalogueEntry]:
    """Return the entries of the catalogue's courses but those that not everybody may see."""
    entries = CatalogueEntry.objects.filter(catalogue=page)
    for path in page.restricted_paths:
        entries = entries.exclude(course__path__startswith=path)
    return entries


def in_order(entries: QuerySet[CatalogueEntry], wish: Wish) -> QuerySet[CatalogueEntry, int]:
    """Return the ids of the courses in the order of the wish."""
    return entries.order_by(*_order(wish)).values_list("pk", flat=True)


def _order(wish: Wish) -> tuple[Any, ...]:
    match wish.sort:
        case Sort.CLOSEST:
            return (closeness(wish.query), *NEWEST_FIRST)
        case Sort.MOST_LEARNERS:
            return ("-figures__learner_count", *NEWEST_FIRST)
        case Sort.BEST_RATED:
            stars = Cast("figures__star_sum", FloatField()) / NullIf("figures__review_count", 0)
            return (stars.desc(nulls_last=True), "-figures__review_count", *NEWEST_FIRST)
        case Sort.TITLE:
            return ("title", "pk")
        case _:
            return NEWEST_FIRST
