"""Where a learner stands with an assessment: what was tried, what is left, what is in the way."""

from dataclasses import dataclass

from widya.assessment import errors
from widya.assessment.models import AssessmentPage, Attempt
from widya.assessment.queries import attempts_at
from widya.catalog.queries import Element, Outline
from widya.learning.models import Enrolment
from widya.learning.queries import completed_ids, lock_reason, missing_before_exam


@dataclass(frozen=True, slots=True)
class Standing:
    """A learner's standing.

    Attributes:
        attempts: all of them, the first first, each with ``score`` and ``is_passed``.
        left: how many may still be started.
        missing: what must be completed before the final exam.
        obstacle: why none can be started now; None when one can.
    """

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


def standing_of(enrolment: Enrolment, assessment: AssessmentPage, outline: Outline) -> Standing:
    """Return where the enrolment stands with the assessment."""
    attempts = attempts_at(enrolment, assessment)
    counted = sum(one.state != Attempt.State.VOIDED for one in attempts)
    left = max(0, assessment.attempts_allowed - counted)
    missing = missing_before_exam(enrolment, outline) if assessment.is_final_exam else []
    obstacle = _obstacle(enrolment, assessment, left=left)
    obstacle = obstacle or _requirement(enrolment, assessment, outline, missing)
    return Standing(attempts, left, missing, obstacle)


def _obstacle(
    enrolment: Enrolment, assessment: AssessmentPage, *, left: int
) -> errors.AssessmentError | None:
    if enrolment.state == Enrolment.State.PASSED:
        return errors.AlreadyPassed() if assessment.is_final_exam else errors.EnrolmentFinished()
    if not left:
        return errors.NoAttemptLeft()
    if enrolment.state == Enrolment.State.FAILED:
        return errors.EnrolmentFinished()
    return None


def _requirement(
    enrolment: Enrolment, assessment: AssessmentPage, outline: Outline, missing: list[Element]
) -> errors.AssessmentError | None:
    if missing:
        return errors.RequirementsMissing()
    element = outline.find(assessment.pk)
    if element is None:
        return errors.AssessmentUnavailable()
    if assessment.is_final_exam:
        return None
    reason = lock_reason(outline, completed_ids(enrolment), element)
    return errors.RequirementsMissing(reason) if reason else None
