import pytest
from wagtail.log_actions import registry

from tests.worlds import NOW, make_user
from widya.assessment import errors
from widya.assessment.actions import submit_attempt, void_attempt
from widya.assessment.models import Attempt, Grade
from widya.assessment.queries import attempts_for, attempts_left
from widya.assessment.rules import rules_of
from widya.learning.models import Enrolment


@pytest.fixture
def admin(db):
    return make_user("admin")


def test_void_attempt_takes_it_out_of_the_count_and_the_audit_says_why(
    attempt, exam, admin, learner
):
    void_attempt(attempt, by=admin, reason="Listrik padam", now=NOW)
    assert attempts_left(attempt.enrolment_id, rules_of(exam.pk)) == 3
    entry = registry.get_logs_for_instance(attempt).get()
    assert (entry.action, entry.user, entry.data) == (
        "assessment.void_attempt",
        admin,
        {"reason": "Listrik padam"},
    )
    history = attempts_for(learner).get()
    assert (history.state, history.score) == (Attempt.State.VOIDED, None)


def test_void_attempt_supersedes_the_grade_and_keeps_it(attempt, admin, learner, soon):
    submit_attempt(learner, attempt.uuid, now=NOW)
    void_attempt(attempt, by=admin, reason="Kunci keliru", now=soon)
    assert Grade.objects.get().superseded_at == soon


def test_void_attempt_refuses_when_the_course_is_finished(attempt, admin):
    Enrolment.objects.update(state="passed", finished_at=NOW)
    with pytest.raises(errors.EnrolmentFinished):
        void_attempt(attempt, by=admin, reason="Terlambat", now=NOW)


def test_void_attempt_refuses_what_is_voided(attempt, admin):
    void_attempt(attempt, by=admin, reason="Listrik padam", now=NOW)
    with pytest.raises(errors.AttemptClosed):
        void_attempt(attempt, by=admin, reason="Lagi", now=NOW)
