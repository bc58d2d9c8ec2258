"""Closing attempts: handed in by the learner, by the clock, or voided by staff; once each."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction
from wagtail.log_actions import log

from widya.accounts.models import User
from widya.assessment import errors, scoring
from widya.assessment.models import AssessmentPage, Attempt, Grade, ItemRevision, Response
from widya.assessment.queries import attempts_left, open_attempt_for
from widya.learning.actions import complete_element, finish_enrolment
from widya.learning.errors import UnknownElement
from widya.learning.models import Enrolment

logger = logging.getLogger(__name__)
State = Attempt.State


def submit_attempt(user: User, attempt_uuid: UUID, *, now: datetime) -> Attempt:
    """Hand the attempt in and grade it; one that is closed already stays as it is.

    Raises:
        AttemptUnknown: the person has no such attempt.
    """
    attempt = Attempt.objects.filter(uuid=attempt_uuid, user=user).first()
    if attempt is None:
        raise errors.AttemptUnknown
    return _close(attempt, now=now)


def hand_in_overdue(user: User, assessment: AssessmentPage, *, now: datetime) -> None:
    """Hand in the person's open attempt at the assessment if it is past its deadline."""
    attempt = open_attempt_for(user, assessment)
    if attempt and attempt.deadline_at <= now:
        _close(attempt, now=now)


def close_due_attempts(*, now: datetime, limit: int = 200) -> int:
    """Hand in what is past its deadline, at most ``limit`` attempts; return how many it were.

    Each has a transaction of its own, so that one that fails stops no other. What another worker
    or a request is closing at the moment is passed over.
    """
    due = Attempt.objects.filter(state=State.OPEN, deadline_at__lte=now).order_by("deadline_at")
    return sum(_close_due(attempt, now=now) for attempt in due[:limit])


def _close_due(attempt: Attempt, *, now: datetime) -> bool:
    try:
        with transaction.atomic():
            free = Enrolment.objects.select_for_update(skip_locked=True)
            if not free.filter(pk=attempt.enrolment_id).exists():
                return False
            return _close(attempt, now=now).state == State.EXPIRED
    except Exception:
        logger.exception("Attempt %s was not closed", attempt.uuid)
        return False


@transaction.atomic
def void_attempt(attempt: Attempt, *, by: User, reason: str, now: datetime) -> Attempt:
    """Take the attempt out of the count; its grade, if it has one, is superseded by none.

    Raises:
        EnrolmentFinished: the course was passed or failed; what followed cannot be undone here.
        AttemptClosed: it was voided before.
    """
    attempt = _locked(attempt)
    if attempt.enrolment.state != Enrolment.State.ACTIVE:
        raise errors.EnrolmentFinished
    if attempt.state == State.VOIDED:
        raise errors.AttemptClosed
    attempt.grades.filter(superseded_at=None).update(superseded_at=now)
    attempt.state, attempt.closed_at = State.VOIDED, now
    attempt.save(update_fields=["state", "closed_at"])
    log(instance=attempt, action="assessment.void_attempt", user=by, data={"reason": reason})
    return attempt


@transaction.atomic
def _close(attempt: Attempt, *, now: datetime) -> Attempt:
    attempt = _locked(attempt)
    if attempt.state != State.OPEN:
        return attempt
    attempt.state = State.SUBMITTED if now < attempt.deadline_at else State.EXPIRED
    attempt.closed_at = min(now, attempt.deadline_at)
    attempt.save(update_fields=["state", "closed_at"])
    grade = _grade(attempt, now=now)
    _carry_out(attempt, grade, now=attempt.closed_at)
    return attempt


def _locked(attempt: Attempt) -> Attempt:
    """Return the attempt as it is now, locked after its enrolment."""
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("run")
        .get(pk=attempt.enrolment_id)
    )
    attempts = Attempt.objects.select_for_update(of=("self",)).select_related("assessment")
    locked = attempts.get(pk=attempt.pk)
    locked.enrolment = enrolment
    return locked


def _grade(attempt: Attempt, *, now: datetime) -> Grade:
    revisions = ItemRevision.objects.only("key").in_bulk(
        [entry["revision"] for entry in attempt.form]
    )
    responses = [
        _response(attempt, position, revisions[entry["revision"]])
        for position, entry in enumerate(attempt.form, start=1)
    ]
    Response.objects.bulk_create(responses)
    score = scoring.score_of(sum(one.is_right for one in responses), len(responses))
    is_passed = scoring.is_passed(score, attempt.pass_mark)
    return Grade.objects.create(attempt=attempt, score=score, is_passed=is_passed, graded_at=now)


def _response(attempt: Attempt, position: int, revision: ItemRevision) -> Response:
    choices = attempt.answers.get(str(position), {}).get("choices", [])
    return Response(
        attempt=attempt,
        position=position,
        revision=revision,
        choices=choices,
        is_right=scoring.is_right(revision.key, choices),
    )


def _carry_out(attempt: Attempt, grade: Grade, *, now: datetime) -> None:
    """Let the grade have its consequences for the course; ``now`` is when the attempt ended."""
    if grade.is_passed:
        _complete(attempt, now=now)
    elif _cannot_be_passed_any_more(attempt):
        finish_enrolment(attempt.enrolment_id, is_passed=False, now=now)


def _complete(attempt: Attempt, *, now: datetime) -> None:
    try:
        complete_element(attempt.enrolment, attempt.assessment_id, now=now)
    except UnknownElement:
        logger.warning("Assessment %s left its course during an attempt", attempt.assessment_id)
    if attempt.assessment.is_final_exam:
        finish_enrolment(attempt.enrolment_id, is_passed=True, now=now)


def _cannot_be_passed_any_more(attempt: Attempt) -> bool:
    """Return whether the course waits for a pass that no attempt is left to earn."""
    assessment = attempt.assessment
    is_asked_for = assessment.is_final_exam or assessment.is_required
    return is_asked_for and not attempts_left(attempt.enrolment, assessment)
