"""Stopping the clocks of everybody who writes an exam, as during an outage."""

from datetime import datetime

from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, QuerySet, Value
from django.db.models.functions import Greatest
from wagtail.log_actions import log

from widya.accounts.models import User
from widya.assessment import errors
from widya.assessment.models import AssessmentPage, Attempt, Pause


@transaction.atomic
def pause_assessment(assessment: AssessmentPage, *, by: User, reason: str, now: datetime) -> int:
    """Stop the clocks of all open attempts; return how many there are.

    Nothing is started or closed until ``resume_assessment``; answers are taken.

    Raises:
        ReasonMissing: ``reason`` is empty.
        AssessmentPaused: it is paused already.
    """
    if not reason.strip():
        raise errors.ReasonMissing
    _, is_new = Pause.objects.get_or_create(
        assessment=assessment, ended_at=None, defaults={"started_at": now}
    )
    if not is_new:
        raise errors.AssessmentPaused
    count = stop_clocks()
    data = {"reason": reason, "attempts": count}
    log(instance=assessment, action="assessment.pause", user=by, data=data)
    return count


@transaction.atomic
def resume_assessment(assessment: AssessmentPage, *, by: User, reason: str, now: datetime) -> int:
    """Let the clocks go on, each by as much later as it stood; return how many there are.

    Raises:
        ReasonMissing: ``reason`` is empty.
        NotPaused: it is not paused.
    """
    if not reason.strip():
        raise errors.ReasonMissing
    pause = Pause.objects.select_for_update().filter(assessment=assessment, ended_at=None).first()
    if pause is None:
        raise errors.NotPaused
    stop_clocks()
    stood = ExpressionWrapper(Value(now) - F("paused_at"), output_field=DurationField())
    count = _standing(pause).update(
        deadline_at=F("deadline_at") + stood,
        grace_ends_at=F("grace_ends_at") + stood,
        paused_at=None,
    )
    pause.ended_at = now
    pause.save(update_fields=["ended_at"])
    data = {"reason": reason, "attempts": count}
    log(instance=assessment, action="assessment.resume", user=by, data=data)
    return count


def stop_clocks() -> int:
    """Stop the clocks that still go at paused assessments; return how many.

    An attempt that was being started when the pause began is not seen by it. The worker finds it
    a moment later; it loses nothing, as its clock then stands since the pause or its start.
    """
    count = 0
    for pause in Pause.objects.filter(ended_at=None):
        going = _open(pause).filter(paused_at=None)
        count += going.update(paused_at=Greatest("started_at", Value(pause.started_at)))
    return count


def _open(pause: Pause) -> QuerySet[Attempt]:
    return Attempt.objects.filter(assessment=pause.assessment_id, state=Attempt.State.OPEN)


def _standing(pause: Pause) -> QuerySet[Attempt]:
    return _open(pause).filter(paused_at__isnull=False)
