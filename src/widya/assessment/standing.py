"""Where a learner stands with an assessment: what was tried, what is left, what is in the way."""

from dataclasses import dataclass
from datetime import datetime

from widya.assessment import errors
from widya.assessment.models import Attempt
from widya.assessment.queries import attempts_at
from widya.assessment.rules import Rules
from widya.catalog.queries import Element, Outline
from widya.learning.models import Enrolment
from widya.learning.queries import completed_ids, lock_reason, missing_before_exam


@dataclass(frozen=True, slots=True)
class Standing:
    """A learner's standing.

    Attributes:
        completed: the ids of the course's elements that are completed.
        attempts: all of them, the first first, each with ``score`` and ``is_passed``.
        left: how many may still be started.
        missing: what must be completed before the final exam.
        obstacle: why none can be started now; None when one can.
    """

    completed: set[int]
    attempts: list[Attempt]
    left: int
    missing: list[Element]
    obstacle: errors.AssessmentError | None

    @property
    def open_attempt(self) -> Attempt | None:
        """Return the attempt that is being written."""
        return next((one for one in self.attempts if one.state == Attempt.State.OPEN), None)

    @property
    def next_number(self) -> int:
        """Return the number of the next attempt; voided ones keep theirs."""
        return self.attempts[-1].number + 1 if self.attempts else 1


def standing_of(enrolment: Enrolment, rules: Rules, outline: Outline, *, now: datetime) -> Standing:
    """Return where the enrolment stands at ``now`` with the assessment that has these rules."""
    attempts = attempts_at(enrolment, rules.pk)
    counted = sum(one.state != Attempt.State.VOIDED for one in attempts)
    left = max(0, rules.attempts_allowed - counted)
    completed = completed_ids(enrolment)
    missing = missing_before_exam(outline, completed) if rules.is_final_exam else []
    obstacle = _obstacle(enrolment, rules, left=left)
    obstacle = obstacle or _requirement(rules, outline, completed, missing)
    obstacle = obstacle or _window(rules, now=now)
    return Standing(completed, attempts, left, missing, obstacle)


def _obstacle(enrolment: Enrolment, rules: Rules, *, left: int) -> errors.AssessmentError | None:
    if enrolment.state == Enrolment.State.PASSED:
        return errors.AlreadyPassed() if rules.is_final_exam else errors.EnrolmentFinished()
    if not left:
        return errors.NoAttemptLeft()
    if enrolment.state == Enrolment.State.FAILED:
        return errors.EnrolmentFinished()
    return None


def _window(rules: Rules, *, now: datetime) -> errors.AssessmentError | None:
    if rules.opens_at and now < rules.opens_at:
        return errors.NotOpenYet()
    if rules.closes_at and now >= rules.closes_at:
        return errors.ClosedForGood()
    return errors.AssessmentPaused() if rules.is_paused else None


def _requirement(
    rules: Rules, outline: Outline, completed: set[int], missing: list[Element]
) -> errors.AssessmentError | None:
    if missing:
        return errors.RequirementsMissing()
    element = outline.find(rules.pk)
    if element is None:
        return errors.AssessmentUnavailable()
    if rules.is_final_exam:
        return None
    reason = lock_reason(outline, completed, element)
    return errors.RequirementsMissing(reason) if reason else None
