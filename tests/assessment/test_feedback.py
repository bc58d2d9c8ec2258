"""What a result shows from when."""

from datetime import timedelta

import pytest

from tests.worlds import NOW
from widya.assessment.feedback import feedback_at
from widya.assessment.rules import rules_of


@pytest.mark.parametrize(
    ("after", "feedback", "is_last", "is_closed", "shown"),
    [
        ("each", "key", False, False, "key"),
        ("last", "key", False, False, "score"),
        ("last", "key", True, False, "key"),
        ("closing", "right_wrong", True, False, "score"),
        ("closing", "right_wrong", False, True, "right_wrong"),
        ("closing", "none", False, False, "none"),
        ("last", "none", False, False, "none"),
        ("last", "score", False, False, "score"),
    ],
)
def test_the_policy_shows_no_more_than_its_time_allows(
    exam, after, feedback, is_last, is_closed, shown
):
    exam.feedback, exam.feedback_after = feedback, after
    exam.closes_at = NOW
    exam.save()
    now = NOW if is_closed else NOW - timedelta(seconds=1)
    assert feedback_at(rules_of(exam.pk), is_last=is_last, now=now) == shown


def test_without_a_closing_nothing_waits_for_one_to_come(exam):
    exam.feedback, exam.feedback_after = "key", "closing"
    exam.save()
    assert feedback_at(rules_of(exam.pk), is_last=True, now=NOW) == "score"
