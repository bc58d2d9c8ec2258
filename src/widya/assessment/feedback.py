"""What a result shows, and from when: the author's policy."""

from datetime import datetime

from widya.assessment.models import AssessmentPage
from widya.assessment.rules import Rules

Feedback, Time = AssessmentPage.Feedback, AssessmentPage.FeedbackTime


def feedback_at(rules: Rules, *, is_last: bool, now: datetime) -> str:
    """Return the ``Feedback`` that a result may show at ``now``.

    ``is_last`` says that no further attempt follows: it was passed, or none is left.
    """
    is_due = {
        Time.EACH: True,
        Time.LAST: is_last,
        Time.CLOSING: rules.closes_at is not None and now >= rules.closes_at,
    }[Time(rules.feedback_after)]
    if is_due or rules.feedback == Feedback.NONE:
        return rules.feedback
    return Feedback.SCORE
