"""Cards of courses: what lists show of a course, the same for everybody.

A card is plain values and is kept in the cache, so that a person's page asks the database only
for what is theirs. A change of the course drops its card (``receivers.py``); the number of
participants, and a category's new name, show after ``LIFETIME_SECONDS``.
"""

from collections.abc import Iterable
from typing import Any

from django.core.cache import cache
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.images import get_image_model

from widya.catalog.covers import COVER_FILTER, cover_url
from widya.catalog.models import CARDS_HOOK, CourseFigures, CoursePage

LIFETIME_SECONDS = 30
# What a card and its cover read of pages, which have many more columns.
_COLUMNS = (
    *("path", "slug", "url_path", "title", "summary", "author_name"),
    *("cover", "category__name", "figures__material_count", "figures__learner_count"),
)


def course_cards(course_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the cards of the courses by id, published or not; those that exist."""
    keys = {_key(course_id): course_id for course_id in course_ids}
    cards = {keys[key]: card for key, card in cache.get_many(keys).items()}
    missing = set(keys.values()) - cards.keys()
    if missing:
        read = with_card_parts(CoursePage.objects.filter(pk__in=missing)).only(*_COLUMNS)
        fresh = {course.pk: course_card(course) for course in read}
        cache.set_many({_key(pk): card for pk, card in fresh.items()}, LIFETIME_SECONDS)
        cards |= fresh
    return cards


def cards_for(request: HttpRequest, course_ids: Iterable[int]) -> list[dict[str, Any]]:
    """Return the cards in the order of the ids, with what apps above add by ``CARDS_HOOK``."""
    ids = list(course_ids)
    found = course_cards(ids)
    cards = [dict(found[course_id]) for course_id in ids if course_id in found]
    for add in hooks.get_hooks(CARDS_HOOK):
        add(request, cards)
    return cards


def drop_card(course_id: int) -> None:
    """Forget the kept card of the course."""
    cache.delete(_key(course_id))


def with_card_parts(courses: QuerySet[CoursePage]) -> QuerySet[CoursePage]:
    """Return the courses with all that ``course_card`` reads: figures, category, cover."""
    covers = get_image_model().objects.prefetch_renditions(COVER_FILTER)
    return courses.select_related("figures", "category").prefetch_related(Prefetch("cover", covers))


def course_card(course: CoursePage) -> dict[str, Any]:
    """Return what ``<c-course-card>`` shows of a course from ``with_card_parts``."""
    figures = figures_of(course)
    return {
        "id": course.pk,
        "slug": course.slug,
        "url": path_of(course),
        "title": course.title,
        "summary": course.summary,
        "cover_url": cover_url(course),
        "material_count": figures.material_count,
        "learner_count": figures.learner_count,
        "author_name": course.author_name,
        "category": course.category.name if course.category else "",
    }


def path_of(course: CoursePage) -> str:
    """Return the course's address on its own site, without looking the site up."""
    return "/" + str(course.url_path).split("/", 2)[2]


def figures_of(course: CoursePage) -> CourseFigures:
    """Return the course's figures; all zero for a course that was never published."""
    return getattr(course, "figures", None) or CourseFigures(course=course)


def _key(course_id: int) -> str:
    return f"catalog:card:{course_id}"
