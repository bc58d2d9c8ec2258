"""What others ask about assessments. A learner's attempts are reached only through their user."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from widya.accounts.models import User
from widya.assessment.models import (
    AssessmentPage,
    AssessmentSource,
    Attempt,
    Item,
    ItemRevision,
    Response,
)
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
    """Return the person's own attempt with its grade as ``score`` and ``is_passed``, or None."""
    return (
        _with_grade(Attempt.objects.filter(user=user, uuid=uuid))
        .select_related("assessment", "enrolment__run")
        .first()
    )


def attempts_at(enrolment: Enrolment, assessment: AssessmentPage) -> list[Attempt]:
    """Return all attempts of the enrolment at the assessment, the first first, with grades."""
    attempts = Attempt.objects.filter(enrolment=enrolment, assessment=assessment)
    return list(_with_grade(attempts).order_by("number"))


def open_attempt_for(user: User, assessment: AssessmentPage) -> Attempt | None:
    """Return the person's open attempt at the assessment, which may be past its deadline."""
    return Attempt.objects.filter(user=user, assessment=assessment, state=State.OPEN).first()


def attempts_left(enrolment: Enrolment, assessment: AssessmentPage) -> int:
    """Return how many attempts the enrolment may still start; voided ones do not count."""
    attempts = Attempt.objects.filter(enrolment=enrolment, assessment=assessment)
    return max(0, assessment.attempts_allowed - attempts.exclude(state=State.VOIDED).count())


def question_count(assessment: AssessmentPage) -> int:
    """Return how many questions an attempt asks."""
    return sum(source.draw_count for source in assessment.sources.all())


def running_attempts(*, now: datetime) -> QuerySet[Attempt]:
    """Return the attempts that are being written at ``now``."""
    return Attempt.objects.filter(state=State.OPEN, deadline_at__gt=now)


def current_revisions(bank_ids: list[int]) -> QuerySet[ItemRevision]:
    """Return the newest revision of each item in the banks that may be drawn."""
    newest = ItemRevision.objects.filter(item=OuterRef("item")).order_by("-number")
    return ItemRevision.objects.filter(
        item__bank__in=bank_ids,
        item__is_retired=False,
        number=Subquery(newest.values("number")[:1]),
    ).order_by("item_id")


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
        score=F("current__score"), is_passed=F("current__is_passed")
    )
