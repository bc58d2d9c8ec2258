"""Letting somebody go on with an attempt that was closed."""

from datetime import datetime, timedelta

from django.db import transaction
from wagtail.log_actions import log

from widya.accounts.models import User
from widya.assessment import errors
from widya.assessment.actions.locking import locked_attempt
from widya.assessment.models import Attempt
from widya.assessment.rules import rules_of
from widya.learning.actions import reopen_enrolment
from widya.learning.models import Enrolment

State = Attempt.State


@transaction.atomic
def reopen_attempt(
    attempt: Attempt, *, minutes: int, by: User, reason: str, now: datetime
) -> Attempt:
    """Open a closed attempt again for ``minutes`` from now, with its answers.

    Its grade is superseded by none; the next hand-in judges all answers anew. A course that was
    failed goes on.

    Raises:
        ReasonMissing: ``reason`` is empty.
        EnrolmentFinished: the course was passed.
        AttemptNotClosed: it is open, or was voided.
        AnotherOpen: the person is writing another attempt.
    """
    if not reason.strip():
        raise errors.ReasonMissing
    attempt = locked_attempt(pk=attempt.pk)
    _check(attempt)
    reopen_enrolment(attempt.enrolment_id)
    attempt.grades.filter(superseded_at=None).update(superseded_at=now)
    attempt.responses.all().delete()
    grace = attempt.grace_ends_at - attempt.deadline_at
    attempt.state, attempt.closed_at = State.OPEN, None
    attempt.paused_at = now if rules_of(attempt.assessment_id).is_paused else None
    attempt.deadline_at = now + timedelta(minutes=minutes)
    attempt.grace_ends_at = attempt.deadline_at + grace
    attempt.save(update_fields=["state", "closed_at", "paused_at", "deadline_at", "grace_ends_at"])
    data = {"reason": reason, "minutes": minutes}
    log(instance=attempt, action="assessment.reopen_attempt", user=by, data=data)
    return attempt


def _check(attempt: Attempt) -> None:
    if attempt.enrolment.state == Enrolment.State.PASSED:
        raise errors.EnrolmentFinished
    if attempt.state not in {State.SUBMITTED, State.EXPIRED}:
        raise errors.AttemptNotClosed
    others = Attempt.objects.filter(
        enrolment=attempt.enrolment_id, assessment=attempt.assessment_id, state=State.OPEN
    )
    if others.exists():
        raise errors.AnotherOpen
