"""Closing attempts: handed in by the learner, or voided by staff; once each."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from wagtail.log_actions import log

from widya.accounts.models import User
from widya.assessment import errors
from widya.assessment.actions.grading import grade
from widya.assessment.actions.locking import locked_attempt
from widya.assessment.models import Attempt
from widya.learning.models import Enrolment

State = Attempt.State


@transaction.atomic
def submit_attempt(user: User, attempt_uuid: UUID, *, now: datetime) -> Attempt:
    """Hand the attempt in and grade it; one that is closed already stays as it is.

    Raises:
        AttemptUnknown: the person has no such attempt.
        AssessmentPaused: its clock stands; nothing closes meanwhile.
    """
    return _close(locked_attempt(user=user, uuid=attempt_uuid), now=now)


@transaction.atomic
def hand_in_overdue(attempt: Attempt, *, now: datetime) -> Attempt:
    """Hand the attempt in if it is past its grace."""
    locked = locked_attempt(pk=attempt.pk)
    return _close(locked, now=now) if locked.is_overdue(now) else locked


@transaction.atomic
def void_attempt(attempt: Attempt, *, by: User, reason: str, now: datetime) -> Attempt:
    """Take the attempt out of the count; its grade, if it has one, is superseded by none.

    Raises:
        ReasonMissing: ``reason`` is empty.
        EnrolmentFinished: the course was passed or failed; what followed cannot be undone here.
        AttemptClosed: it was voided before.
    """
    if not reason.strip():
        raise errors.ReasonMissing
    attempt = locked_attempt(pk=attempt.pk)
    if attempt.enrolment.state != Enrolment.State.ACTIVE:
        raise errors.EnrolmentFinished
    if attempt.state == State.VOIDED:
        raise errors.AttemptClosed
    attempt.grades.filter(superseded_at=None).update(superseded_at=now)
    attempt.state, attempt.closed_at, attempt.paused_at = State.VOIDED, now, None
    attempt.save(update_fields=["state", "closed_at", "paused_at"])
    log(instance=attempt, action="assessment.void_attempt", user=by, data={"reason": reason})
    return attempt


def _close(attempt: Attempt, *, now: datetime) -> Attempt:
    if attempt.state != State.OPEN:
        return attempt
    if attempt.paused_at:
        raise errors.AssessmentPaused
    attempt.state = State.SUBMITTED if now < attempt.deadline_at else State.EXPIRED
    attempt.closed_at = min(now, attempt.deadline_at)
    attempt.save(update_fields=["state", "closed_at"])
    grade([attempt], now=now)
    return attempt
