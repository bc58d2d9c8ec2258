"""Judging again what was closed: staff accept a late answer, an author corrected a key."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from widya.accounts.models import User
from widya.assessment import errors
from widya.assessment.actions.closing import hand_in_overdue
from widya.assessment.actions.grading import judged_again, regrade
from widya.assessment.actions.locking import locked_attempt
from widya.assessment.models import Attempt, Grade, ItemRevision, LateAnswer

CLOSED = (Attempt.State.SUBMITTED, Attempt.State.EXPIRED)


@dataclass(frozen=True, slots=True)
class Change:
    """What a regrade would do to an attempt."""

    attempt: Attempt
    before: Grade
    after: Grade

    @property
    def gains_pass(self) -> bool:
        """Return whether the course's consequences follow."""
        return self.after.is_passed and not self.before.is_passed

    @property
    def loses_pass(self) -> bool:
        """Return whether people have to decide about what was earned."""
        return self.before.is_passed and not self.after.is_passed


@transaction.atomic
def decide_late_answer(
    late: LateAnswer, *, accepts: bool, by: User, reason: str, now: datetime
) -> None:
    """Let a late answer count, or not; once.

    Raises:
        ReasonMissing: ``reason`` is empty.
        AlreadyDecided: somebody did before.
    """
    if not reason.strip():
        raise errors.ReasonMissing
    attempt = locked_attempt(pk=late.attempt_id)
    late = LateAnswer.objects.select_for_update().get(pk=late.pk)
    if late.state != LateAnswer.State.WAITING:
        raise errors.AlreadyDecided
    late.state = LateAnswer.State.ACCEPTED if accepts else LateAnswer.State.REJECTED
    late.decided_at, late.decided_by, late.reason = now, by, reason.strip()
    late.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    action = "assessment.accept_late_answer" if accepts else "assessment.reject_late_answer"
    log(instance=late, action=action, user=by, data={"reason": reason})
    if accepts:
        _regrade(hand_in_overdue(attempt, now=now), now=now)


def preview_regrade(assessment_id: int, *, now: datetime) -> Iterator[Change]:
    """Return what judging all closed attempts by the newest keys would change; change nothing."""
    for attempt in _closed_attempts(assessment_id):
        before = attempt.grades.get(superseded_at=None)
        after = judged_again(attempt, newest_keys(attempt), now=now)
        if (before.score, before.corrections) != (after.score, after.corrections):
            yield Change(attempt, before, after)


def regrade_assessment(assessment_id: int, *, by: User, reason: str, now: datetime) -> int:
    """Judge all closed attempts by the newest keys; return how many grades were superseded.

    Each attempt has a transaction of its own: what was done stays done when it is broken off.

    Raises:
        ReasonMissing: ``reason`` is empty.
    """
    if not reason.strip():
        raise errors.ReasonMissing
    changed = 0
    for attempt in _closed_attempts(assessment_id):
        with transaction.atomic():
            locked = locked_attempt(pk=attempt.pk)
            if locked.state in CLOSED and _regrade(locked, now=now):
                changed += 1
                data = {"reason": reason}
                log(instance=locked, action="assessment.regrade", user=by, data=data)
    return changed


def _closed_attempts(assessment_id: int) -> Iterator[Attempt]:
    attempts = Attempt.objects.filter(assessment=assessment_id, state__in=CLOSED)
    return attempts.select_related("user").order_by("pk").iterator(chunk_size=200)


def _regrade(attempt: Attempt, *, now: datetime) -> Grade | None:
    return regrade(attempt, newest_keys(attempt), now=now)


def newest_keys(attempt: Attempt) -> dict[int, list[int]]:
    """Return the right choices of what the attempt asked, by revision, as authors see it now.

    A later revision of the item corrects the key as long as its choices are the same: those that
    the attempt showed.
    """
    asked = ItemRevision.objects.in_bulk([entry["revision"] for entry in attempt.form])
    later = ItemRevision.objects.filter(item__in={one.item_id for one in asked.values()})
    newest: dict[tuple[int, str], list[int]] = {}
    for revision in later.order_by("number"):
        newest[revision.item_id, str(revision.choices)] = revision.key
    return {pk: newest[one.item_id, str(one.choices)] for pk, one in asked.items()}
