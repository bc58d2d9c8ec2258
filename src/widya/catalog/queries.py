"""What others may read of courses."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import F, Model, Q, QuerySet
from wagtail.models import Page, ReferenceIndex

from widya.catalog.cards import LIFETIME_SECONDS as CARD_SECONDS
from widya.catalog.cards import (
    cards_for,
    course_card,
    course_cards,
    figures_of,
    path_of,
    with_card_parts,
)
from widya.catalog.frame import HOME_PATH_LENGTH, frame_of
from widya.catalog.models import (
    COURSE_DEPTH,
    CatalogueEntry,
    CourseInstructor,
    CoursePage,
    CourseRun,
)
from widya.catalog.outline import Element, Outline, Topic, course_outline
from widya.core.prepared import prepared

__all__ = [
    "Element",
    "Outline",
    "Topic",
    "cards_for",
    "course_by_slug",
    "course_card",
    "course_cards",
    "course_id_of",
    "course_ids_using",
    "course_of",
    "course_outline",
    "figures_of",
    "instructors_of",
    "is_for_everybody",
    "live_course",
    "open_course_ids",
    "open_run",
    "open_runs",
    "path_of",
    "published_courses",
]

COURSE_PATH_LENGTH = COURSE_DEPTH * Page.steplen


def published_courses(site_root_path: str) -> QuerySet[CoursePage]:
    """Return the live, public courses below a site's home page, newest first.

    They come with what a card shows: figures, category, cover.
    """
    courses = CoursePage.objects.filter(path__startswith=site_root_path).live().public()
    return with_card_parts(courses).order_by("-first_published_at", "-pk")


def open_course_ids(site_root_path: str, *, now: datetime) -> tuple[int, ...]:
    """Return the site's published courses that take enrolments, newest first; kept for a while."""
    key = f"catalog:open:{site_root_path}"
    ids: tuple[int, ...] | None = cache.get(key)
    if ids is None:
        courses = published_courses(site_root_path).filter(
            pk__in=open_runs(now=now).values("course_id")
        )
        ids = tuple(courses.values_list("pk", flat=True))
        cache.set(key, ids, CARD_SECONDS)
    return ids


@prepared
def _live_courses(slug: str, url_path: str) -> QuerySet[CoursePage]:
    courses = CoursePage.objects.filter(slug=slug, url_path=url_path, live=True)
    return courses.select_related("figures", "category", "cover", "preview_video")


def is_for_everybody(page: Page) -> bool:
    """Return whether no restriction keeps the page from visitors."""
    return frame_of(page.path[:HOME_PATH_LENGTH]).shows(page)


def live_course(slug: str, url_path: str) -> CoursePage | None:
    """Return the course that is published in that place, with what its page shows first."""
    return _live_courses.first(slug, url_path)


@prepared
def instructors_of(course_id: int) -> QuerySet[CourseInstructor]:
    """Return the course's links to its instructors, with their pictures, in order."""
    links = CourseInstructor.objects.filter(course_id=course_id)
    return links.select_related("instructor__photo").order_by("sort_order")


def course_by_slug(site_root_path: str, slug: str) -> CoursePage | None:
    """Return the site's course with the slug, published or not, or None."""
    course: CoursePage | None = (
        CoursePage.objects.filter(path__startswith=site_root_path, slug=slug)
        .select_related("figures", "category")
        .first()
    )
    return course


def course_of(page: Page) -> CoursePage:
    """Return the course that the page belongs to.

    Raises:
        CoursePage.DoesNotExist: the page stands in no course.
    """
    course: CoursePage = CoursePage.objects.get(path=page.path[:COURSE_PATH_LENGTH])
    return course


def course_id_of(page: Page) -> int:
    """Return the id of the course that the page belongs to.

    Raises:
        CoursePage.DoesNotExist: the page stands in no course.
    """
    path = page.path[:COURSE_PATH_LENGTH]
    course_id: int = CoursePage.objects.values_list("pk", flat=True).get(path=path)
    return course_id


def course_ids_using(media: Model) -> set[int]:
    """Return the ids of the courses in whose live pages a video, document or picture is used."""
    references = ReferenceIndex.get_references_to(media).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    page_ids = [int(reference) for reference in references.values_list("object_id", flat=True)]
    paths = Page.objects.live().filter(pk__in=page_ids).values_list("path", flat=True)
    courses = CoursePage.objects.filter(path__in={path[:COURSE_PATH_LENGTH] for path in paths})
    return set(courses.values_list("pk", flat=True))


def open_run(course: CoursePage, *, now: datetime) -> CourseRun | None:
    """Return the run that takes enrolments now: the one that closes first, or None."""
    runs = open_runs(now=now).filter(course=course)
    return runs.order_by(F("closes_at").asc(nulls_last=True), "pk").first()


def open_runs(*, now: datetime) -> QuerySet[CourseRun]:
    """Return the runs of all courses that take enrolments now."""
    has_opened = Q(opens_at=None) | Q(opens_at__lte=now)
    is_not_closed = Q(closes_at=None) | Q(closes_at__gt=now)
    return CourseRun.objects.filter(has_opened, is_not_closed)


def course_ids_behind() -> list[int]:
    """Return the listed courses of which lessons have changed since they were last read."""
    behind = CatalogueEntry.objects.filter(is_behind=True)
    return list(behind.values_list("pk", flat=True))
