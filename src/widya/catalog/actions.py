"""What changes courses' runs and figures."""

from django.db import transaction
from django.db.models import F, QuerySet

from widya.catalog.models import CourseFigures, CoursePage, CourseRun
from widya.catalog.outline import build_outline


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


def _figures(course_id: int) -> QuerySet[CourseFigures]:
    return CourseFigures.objects.filter(course_id=course_id)
