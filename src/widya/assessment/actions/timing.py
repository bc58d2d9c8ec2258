"""Time that staff give: to one person during an attempt, or to all who are writing."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log

from widya.accounts.models import User
from widya.assessment import errors
from widya.assessment.actions.locking import locked_attempt
from widya.assessment.models import AssessmentPage, Attempt


@transaction.atomic
def extend_attempt(
    attempt: Attempt, *, minutes: int, by: User, reason: str, now: datetime
) -> Attempt:
    """Let an open attempt end ``minutes`` later, counted from now if its deadline has passed.

    In a pause, “now” is when it began.

    Raises:
        ReasonMissing: ``reason`` is empty.
        AttemptClosed: it was handed in already.
    """
    if not reason.strip():
        raise errors.ReasonMissing
    attempt = locked_attempt(pk=attempt.pk)
    if attempt.state != Attempt.State.OPEN:
        raise errors.AttemptClosed
    latest = max(attempt.deadline_at, attempt.clock(now))
    gained = latest + timedelta(minutes=minutes) - attempt.deadline_at
    attempt.deadline_at += gained
    attempt.grace_ends_at += gained
    attempt.time_limit_minutes += minutes
    attempt.save(update_fields=["deadline_at", "grace_ends_at", "time_limit_minutes"])
    data = {"reason": reason, "minutes": minutes}
    log(instance=attempt, action="assessment.extend_attempt", user=by, data=data)
    return attempt


@transaction.atomic
def extend_all_open(
    assessment: AssessmentPage, *, minutes: int, by: User, reason: str, now: datetime
) -> int:
    """Let all open attempts end ``minutes`` later, as after an outage; return how many there are.

    Those whose deadline passed during the outage and that nobody has closed get the time as well,
    counted from now.

    Raises:
        ReasonMissing: ``reason`` is empty.
    """
    if not reason.strip():
        raise errors.ReasonMissing
    gained = timedelta(minutes=minutes)
    still_open = Attempt.objects.filter(assessment=assessment, state=Attempt.State.OPEN)
    late = list(still_open.filter(deadline_at__lt=now).values_list("pk", flat=True))
    count = still_open.filter(deadline_at__gte=now).update(
        deadline_at=F("deadline_at") + gained,
        grace_ends_at=F("grace_ends_at") + gained,
        time_limit_minutes=F("time_limit_minutes") + minutes,
    )
    for pk in late:
        count += _extend_late(pk, minutes=minutes, by=by, reason=reason, now=now)
    data = {"reason": reason, "minutes": minutes, "attempts": count}
    log(instance=assessment, action="assessment.extend_all", user=by, data=data)
    return count


def _extend_late(pk: int, *, minutes: int, by: User, reason: str, now: datetime) -> bool:
    try:
        extend_attempt(Attempt(pk=pk), minutes=minutes, by=by, reason=reason, now=now)
    except errors.AttemptClosed:
        return False
    return True
