"""How a learner moves through a course's lessons and completes them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from widya.catalog.models import CourseElement, LessonPage
from widya.catalog.queries import Element, course_outline
from widya.learning import errors, watching
from widya.learning.actions.completing import complete_element
from widya.learning.models import Enrolment, Watching
from widya.learning.queries import completed_ids, lock_reason


def visit(enrolment: Enrolment, element_id: int, *, now: datetime) -> None:
    """Remember where the learner is, and since when; staying on an element writes nothing."""
    if enrolment.last_element_id == element_id:
        return
    enrolment.last_element_id, enrolment.last_visited_at = element_id, now
    enrolment.save(update_fields=["last_element", "last_visited_at"])


@transaction.atomic
def complete_lesson(enrolment: Enrolment, lesson: LessonPage, *, now: datetime) -> bool:
    """Complete the lesson if “Selanjutnya” is what completes it; return whether it is completed.

    A reading or document it completes. An uploaded video it does not: ``record_watching`` does. A
    video of another house it completes once its page was open, by our clock, for the share that the
    course asks for of the duration that the author stated.

    Raises:
        ElementLocked: another material comes first.
        UnknownElement: the lesson is not part of the enrolment's course.
    """
    completed = completed_ids(enrolment)
    _open_element(enrolment, lesson.pk, completed)
    if lesson.pk in completed:
        return True
    if not _is_completed_by_leaving(enrolment, lesson, now=now):
        return False
    complete_element(enrolment, lesson.pk, now=now)
    return True


def _open_element(enrolment: Enrolment, element_id: int, completed: set[int]) -> Element:
    outline = course_outline(enrolment.run.course_id)
    element = outline.find(element_id)
    if element is None:
        raise errors.UnknownElement
    if reason := lock_reason(outline, completed, element):
        raise errors.ElementLocked(reason)
    return element


def _is_completed_by_leaving(enrolment: Enrolment, lesson: LessonPage, *, now: datetime) -> bool:
    if lesson.element_kind != CourseElement.Kind.VIDEO:
        return True
    if lesson.video_id:
        return False
    share = course_outline(enrolment.run.course_id).watch_share_percent
    seconds_open = (now - _opened_at(enrolment, lesson.pk, now=now)).total_seconds()
    return watching.share_percent(int(seconds_open), lesson.duration_minutes * 60) >= share


@transaction.atomic
def record_watching(
    enrolment: Enrolment,
    lesson_id: int,
    *,
    ranges: Sequence[watching.Range],
    position_seconds: int,
    duration_seconds: int,
    now: datetime,
) -> Watching:
    """Add what a player reports as played, and complete the lesson at the course's watched share.

    Args:
        enrolment: whose.
        lesson_id: a video lesson of the enrolment's course.
        ranges: played ranges in seconds, possibly known already; see ``watching.add_played``.
        position_seconds: where the player stands, to go on from there later.
        duration_seconds: the video's length by the player; our own measure of an uploaded file
            counts where there is one.
        now: when the report came.

    Raises:
        ElementLocked: another material comes first.
        UnknownElement: it is no video lesson of the enrolment's course.
    """
    element = _open_element(enrolment, lesson_id, completed_ids(enrolment))
    if element.kind != CourseElement.Kind.VIDEO:
        raise errors.UnknownElement
    lesson = LessonPage.objects.select_related("video").get(pk=lesson_id)
    # Two devices may report at once; each adds to what the other brought.
    locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    record = Watching.objects.filter(enrolment=locked, lesson=lesson).first() or Watching(
        enrolment=locked, lesson=lesson, updated_at=_opened_at(locked, lesson_id, now=now)
    )
    record.duration_seconds = _duration_of(lesson) or max(record.duration_seconds, duration_seconds)
    record.position_seconds = min(position_seconds, record.duration_seconds)
    _add_played(record, ranges, now=now)
    record.save()
    _complete_when_watched(enrolment, record, now=now)
    return record


def _opened_at(enrolment: Enrolment, element_id: int, *, now: datetime) -> datetime:
    if enrolment.last_element_id == element_id and enrolment.last_visited_at:
        return enrolment.last_visited_at
    return now


def _duration_of(lesson: LessonPage) -> int:
    return lesson.video.duration_seconds if lesson.video else 0


def _add_played(record: Watching, ranges: Sequence[watching.Range], *, now: datetime) -> None:
    played = watching.add_played(
        [(start, stop) for start, stop in record.ranges],
        ranges,
        duration=record.duration_seconds,
        elapsed=max(0.0, (now - record.updated_at).total_seconds()),
    )
    record.ranges = played
    record.watched_seconds = watching.length(played)
    record.updated_at = now


def _complete_when_watched(enrolment: Enrolment, record: Watching, *, now: datetime) -> None:
    share = course_outline(enrolment.run.course_id).watch_share_percent
    if watching.share_percent(record.watched_seconds, record.duration_seconds) >= share:
        complete_element(enrolment, record.lesson_id, now=now)
