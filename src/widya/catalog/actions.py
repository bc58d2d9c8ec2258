"""What changes courses' runs and figures."""

from django.db import transaction
from django.db.models import F, QuerySet

from widya.catalog.filters import values_of
from widya.catalog.models import (
    CatalogPage,
    CatalogueEntry,
    CourseFigures,
    CoursePage,
    CourseRun,
    LessonPage,
)
from widya.catalog.outline import build_outline
from widya.catalog.words import texts_of_lessons, texts_of_page
from widya.core.stems import stems_in


@transaction.atomic
def ensure_open_ended_run(course: CoursePage) -> None:
    """Give the course its figures, and an open-ended run unless it has a run already."""
    CourseFigures.objects.get_or_create(course=course)
    if not course.runs.exists():
        CourseRun.objects.get_or_create(course=course, opens_at=None, closes_at=None)


def count_learner(course_id: int, by: int = 1) -> None:
    """Add ``by`` to the course's number of learners."""
    _figures(course_id).update(learner_count=F("learner_count") + by)


def count_review(course_id: int, *, stars_by: int, count_by: int) -> None:
    """Add to the course's sum of stars and number of reviews; a changed review counts by 0."""
    _figures(course_id).update(
        star_sum=F("star_sum") + stars_by, review_count=F("review_count") + count_by
    )


def refresh_material_count(course: CoursePage) -> None:
    """Count the course's materials again from its live pages."""
    _figures(course.pk).update(material_count=build_outline(course).material_count)


@transaction.atomic
def list_course(course: CoursePage) -> None:
    """Enter the live course into its catalogue, or bring its entry up to date.

    A new entry knows the words of the course's own page; ``read_lessons`` adds the lessons'.
    """
    figures, _ = CourseFigures.objects.get_or_create(course=course)
    facts = {
        "catalogue": CatalogPage.objects.parent_of(course).get(),
        "figures": figures,
        "values": values_of(course),
        "published_at": course.first_published_at,
        "title": course.title.lower(),
        "title_stems": stems_in([course.title]),
        "is_behind": True,
    }
    CatalogueEntry.objects.update_or_create(
        course=course,
        defaults=facts,
        create_defaults={**facts, "stems": stems_in(texts_of_page(course))},
    )


def unlist_course(course: CoursePage) -> None:
    """Take the course out of its catalogue."""
    CatalogueEntry.objects.filter(course=course).delete()


def mark_lessons_changed(course_id: int) -> None:
    """Let ``read_lessons`` read the course's lessons again."""
    CatalogueEntry.objects.filter(course_id=course_id).update(is_behind=True)


@transaction.atomic
def read_lessons(course_id: int) -> None:
    """Make the course findable by the words of its lessons as they are now.

    The mark is taken off before they are read, in the transaction that writes what was read: who
    marks the entry meanwhile waits for the row, and the lessons are read once more.
    """
    behind = CatalogueEntry.objects.filter(course_id=course_id, is_behind=True)
    if behind.update(is_behind=False):
        course = CoursePage.objects.get(pk=course_id)
        stems = stems_in([*texts_of_page(course), *texts_of_lessons(course)])
        CatalogueEntry.objects.filter(course_id=course_id).update(stems=stems)


def draw_pictures(course_id: int) -> None:
    """Make the pictures of the course's live lessons in all sizes and formats, unless they exist.

    A page would draw them when it is first shown: its visitor would wait for seconds, and the web
    process would keep some 40 MB that this takes.
    """
    course = CoursePage.objects.get(pk=course_id)
    for lesson in LessonPage.objects.live().descendant_of(course).exclude(body=[]):
        lesson.body.render_as_block()


def _figures(course_id: int) -> QuerySet[CourseFigures]:
    return CourseFigures.objects.filter(course_id=course_id)
