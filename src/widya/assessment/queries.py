"""What others ask about assessments. A learner's attempts are reached only through their user."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from widya.accounts.models import User
from widya.assessment.models import (
    AssessmentSource,
    Attempt,
    ExtraTime,
    Grade,
    Item,
    LateAnswer,
    Response,
)
from widya.assessment.rules import Rules
from widya.core.prepared import prepared
from widya.learning.models import Enrolment

State = Attempt.State


def attempts_for(user: User) -> QuerySet[Attempt]:
    """Return the person's closed attempts, the latest first, with what a history shows.

    Each carries ``score`` and ``is_passed`` of its current grade (None when it was voided) and
    ``course_title``; its assessment comes along.
    """
    return (
        _with_grade(Attempt.objects.filter(user=user).exclude(state=State.OPEN))
        .annotate(course_title=F("enrolment__run__course__title"))
        .select_related("assessment")
        .order_by("-started_at")
    )


def attempt_for(user: User, uuid: UUID) -> Attempt | None:
    """Return the person's own attempt, or None."""
    return _attempts_of.first(user, uuid)


@prepared
def _attempts_of(user: User, uuid: UUID) -> QuerySet[Attempt]:
    return Attempt.objects.filter(user=user, uuid=uuid)


def graded_attempt_for(user: User, uuid: UUID) -> Any:
    """Return the person's own attempt with what its grade says, or None."""
    return _graded_attempts_of.first(user, uuid)


@prepared
def _graded_attempts_of(user: User, uuid: UUID) -> QuerySet[Attempt]:
    return _with_grade(Attempt.objects.filter(user=user, uuid=uuid))


def attempts_at(enrolment: Enrolment, assessment_id: int) -> list[Any]:
    """Return all attempts of the enrolment at the assessment, the first first, with grades.

    They come without what was asked and answered.
    """
    attempts: list[Any] = _light_attempts_at(enrolment, assessment_id)
    # Mostly there is none yet: the join would cost more than asking for the grades of those there.
    grades = _grades_of(attempts) if attempts else {}
    for attempt in attempts:
        attempt.score, attempt.is_passed = grades.get(attempt.pk, (None, None))
    return attempts


@prepared
def _light_attempts_at(enrolment: Enrolment, assessment_id: int) -> QuerySet[Attempt]:
    found = Attempt.objects.filter(enrolment=enrolment, assessment=assessment_id)
    return found.defer("form", "answers", "sequences").order_by("number")


def _grades_of(attempts: list[Any]) -> dict[int, tuple[Decimal, bool]]:
    grades = Grade.objects.filter(attempt__in=attempts, superseded_at=None)
    rows = grades.values_list("attempt_id", "score", "is_passed")
    return {pk: (score, is_passed) for pk, score, is_passed in rows}


def attempts_counted(enrolment_ids: Collection[int]) -> dict[tuple[int, int], int]:
    """Return how many attempts count, by enrolment and assessment; voided ones do not."""
    attempts = Attempt.objects.filter(enrolment__in=enrolment_ids).exclude(state=State.VOIDED)
    counts = attempts.values_list("enrolment", "assessment").annotate(count=Count("pk"))
    return {(enrolment, assessment): count for enrolment, assessment, count in counts}


def attempts_left(enrolment_id: int, rules: Rules) -> int:
    """Return how many attempts the enrolment may still start; voided ones do not count."""
    return max(0, rules.attempts_allowed - len(_counted_attempts(enrolment_id, rules.pk)))


@prepared
def _counted_attempts(enrolment_id: int, assessment_id: int) -> QuerySet[Attempt, int]:
    attempts = Attempt.objects.filter(enrolment=enrolment_id, assessment=assessment_id)
    return attempts.exclude(state=State.VOIDED).values_list("pk", flat=True)


def extra_minutes_for(user_id: int, rules: Rules) -> int:
    """Return how many minutes longer the person has for an attempt; a begun one counts."""
    percent, minutes = _extra_time_of.first(user_id) or (0, 0)
    return -(-rules.time_limit_minutes * percent // 100) + minutes


@prepared
def _extra_time_of(user_id: int) -> QuerySet[ExtraTime, tuple[int, int]]:
    return ExtraTime.objects.filter(user=user_id).values_list("percent", "minutes")


def late_answers_waiting(attempt: Attempt) -> int:
    """Return how many answers of the attempt came too late and wait for a decision."""
    return len(_late_answers_waiting(attempt))


@prepared
def _late_answers_waiting(attempt: Attempt) -> QuerySet[LateAnswer, int]:
    waiting = LateAnswer.objects.filter(attempt=attempt, state=LateAnswer.State.WAITING)
    return waiting.values_list("pk", flat=True)


def running_attempts(*, now: datetime) -> QuerySet[Attempt]:
    """Return the attempts that are being written at ``now``."""
    return Attempt.objects.filter(being_written(now))


def being_written(now: datetime, prefix: str = "") -> Q:
    """Return the condition of an attempt that is being written; ``prefix`` leads to it."""
    is_in_time = Q(**{f"{prefix}deadline_at__gt": now}) | Q(**{f"{prefix}paused_at__isnull": False})
    return Q(**{f"{prefix}state": State.OPEN}) & is_in_time


def is_in_use(item: Item) -> bool:
    """Return whether the item was asked, or may be asked at any moment by an assessment."""
    if AssessmentSource.objects.filter(bank=item.bank_id).exists():
        return True
    revisions = set(item.revisions.values_list("pk", flat=True))
    return Response.objects.filter(revision__in=revisions).exists() or _is_asked(revisions)


def _is_asked(revisions: set[int]) -> bool:
    """Look into the forms of attempts that have no responses."""
    attempts = Attempt.objects.filter(state__in=[State.OPEN, State.VOIDED])
    forms = attempts.values_list("form", flat=True).iterator()
    return any(entry["revision"] in revisions for form in forms for entry in form)


def _with_grade(attempts: QuerySet[Attempt]) -> QuerySet[Attempt]:
    current = FilteredRelation("grades", condition=Q(grades__superseded_at=None))
    return attempts.annotate(current=current).annotate(
        score=F("current__score"),
        is_passed=F("current__is_passed"),
        corrections=F("current__corrections"),
    )
