"""Closing what the clock has ended: thousands in the same moment, once each, by any worker.

Attempts are closed in batches, a transaction each. A batch that fails is closed one by one, so that
an attempt that cannot be judged stops no other. What a request or another worker is closing at the
moment is passed over.
"""

import logging
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from widya.assessment.actions.closing import hand_in_overdue
from widya.assessment.actions.grading import grade
from widya.assessment.models import Attempt

BATCH = 100
logger = logging.getLogger(__name__)
State = Attempt.State


def close_due_attempts(*, now: datetime, limit: int = 100_000) -> int:
    """Hand in what is past its grace, at most ``limit`` attempts; return how many it were."""
    closed = 0
    stuck: set[int] = set()
    while closed < limit:
        due = _due(now).exclude(pk__in=stuck).order_by("grace_ends_at")
        done, failed = _close_batch(due[: min(BATCH, limit - closed)], now=now)
        closed += done
        stuck |= failed
        if not done and not failed:
            break
    return closed


def _due(now: datetime) -> QuerySet[Attempt]:
    return Attempt.objects.filter(state=State.OPEN, grace_ends_at__lte=now, paused_at=None)


def _close_batch(due: QuerySet[Attempt], *, now: datetime) -> tuple[int, set[int]]:
    """Return how many of these were closed, and the ids of those that cannot be."""
    pks: list[int] = []
    try:
        with transaction.atomic():
            pks = _lock_enrolments(due)
            return _close_all(pks, now=now), set()
    except Exception:
        logger.exception("A batch of attempts was not closed; now one by one")
    closed = {pk for pk in pks if _close_one(pk, now=now)}
    return len(closed), set(pks) - closed


def _lock_enrolments(due: QuerySet[Attempt]) -> list[int]:
    """Lock the enrolments of these attempts, passing over what is locked; return what is left."""
    free = due.select_related("enrolment").only("pk", "enrolment__id")
    return [one.pk for one in free.select_for_update(of=("enrolment",), skip_locked=True)]


def _close_all(pks: Collection[int], *, now: datetime) -> int:
    """Close those that still are due. Nobody else can: their enrolments are locked."""
    still_due = _due(now).filter(pk__in=pks)
    attempts = list(still_due.select_related("enrolment__run").select_for_update(of=("self",)))
    still_due.update(state=State.EXPIRED, closed_at=F("deadline_at"))
    for attempt in attempts:
        attempt.state, attempt.closed_at = State.EXPIRED, attempt.deadline_at
    if attempts:
        grade(attempts, now=now)
    return len(attempts)


def _close_one(pk: int, *, now: datetime) -> bool:
    try:
        return hand_in_overdue(Attempt(pk=pk), now=now).state == State.EXPIRED
    except Exception:
        logger.exception("Attempt %s was not closed", pk)
        return False
