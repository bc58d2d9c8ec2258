"""Answers that were made in time and came too late: kept, and decided by staff."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.assessment.sitting import answer_rightly, place_of_right, set_times
from tests.worlds import make_user
from widya.assessment import errors
from widya.assessment.actions import close_due_attempts, decide_late_answer, submit_attempt
from widya.assessment.models import Attempt, Grade, LateAnswer
from widya.learning.models import Enrolment


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def over(attempt, now):
    """Return the attempt, with its deadline five minutes ago and its grace over."""
    set_times(attempt, now - timedelta(minutes=65), now - timedelta(minutes=5))
    return attempt


@pytest.fixture
def client(client, learner):
    client.force_login(learner)
    return client


@pytest.fixture
def admin(db):
    return make_user("admin")


def put(client, attempt, *, made_at, sequence=1, position=1, place=0):
    data = {
        "choices": [place],
        "is_doubtful": False,
        "client": "a1",
        "sequence": sequence,
        "made_at": round(made_at.timestamp() * 1000),
    }
    address = reverse("assessment:answer", args=[attempt.uuid, position])
    return client.put(address, json.dumps(data), content_type="application/json")


def decide(late, by, now, *, accepts=True, reason="Listrik padam"):
    decide_late_answer(late, accepts=accepts, by=by, reason=reason, now=now)


def test_an_answer_made_in_time_that_comes_too_late_is_kept(client, over, now):
    close_due_attempts(now=now)
    response = put(client, over, made_at=now - timedelta(minutes=6), place=2)
    assert (response.status_code, response.json()["code"]) == (410, "kept")
    late = LateAnswer.objects.get()
    assert (late.attempt, late.position, late.state) == (over, 1, "waiting")
    assert late.choices == [over.form[0]["order"][2]]


def test_it_is_kept_while_nobody_has_closed_the_attempt(client, over, now):
    assert put(client, over, made_at=now - timedelta(minutes=6)).json()["code"] == "kept"


def test_of_a_question_the_last_answer_is_kept(client, over, now):
    for sequence, minutes in ((2, 6), (1, 7), (3, 8)):
        put(
            client,
            over,
            made_at=now - timedelta(minutes=minutes),
            sequence=sequence,
            place=sequence,
        )
    assert LateAnswer.objects.get().choices == [over.form[0]["order"][2]]


def test_an_answer_made_after_the_deadline_is_not_kept(client, over, now):
    response = put(client, over, made_at=now - timedelta(minutes=4))
    assert (response.status_code, response.json()["code"]) == (410, "deadline_passed")
    assert not LateAnswer.objects.exists()


def test_an_answer_after_two_days_is_not_kept(client, attempt, now):
    set_times(attempt, now - timedelta(days=3), now - timedelta(days=2))
    put(client, attempt, made_at=now - timedelta(days=2, minutes=1))
    assert not LateAnswer.objects.exists()


def test_what_was_handed_in_keeps_nothing(client, attempt, learner, now):
    set_times(attempt, now - timedelta(minutes=5), now + timedelta(minutes=55))
    submit_attempt(learner, attempt.uuid, now=now)
    assert put(client, attempt, made_at=now - timedelta(minutes=1)).status_code == 409
    assert not LateAnswer.objects.exists()


def test_the_result_says_how_many_wait(client, over, now):
    close_due_attempts(now=now)
    put(client, over, made_at=now - timedelta(minutes=6))
    page = client.get(reverse("assessment:result", args=[over.uuid])).content.decode()
    assert "1 jawaban terkirim setelah waktu habis." in page


def test_an_accepted_answer_supersedes_the_grade(client, over, learner, admin, now):
    answer_rightly(learner, over, positions=range(2, 5), now=over.started_at)
    close_due_attempts(now=now)
    assert Grade.objects.get().score == 75
    put(client, over, made_at=now - timedelta(minutes=6), place=place_of_right(over, 1))
    decide(LateAnswer.objects.get(), admin, now)
    grade = Grade.objects.get(superseded_at=None)
    assert (grade.score, grade.is_passed) == (100, True)
    assert Enrolment.objects.get().state == Enrolment.State.PASSED
    late = LateAnswer.objects.get()
    assert (late.state, late.decided_by, late.reason) == ("accepted", admin, "Listrik padam")


def test_a_course_that_failed_for_want_of_it_is_passed_after_all(
    client, exam, over, learner, admin, now
):
    exam.retakes_allowed = 0
    exam.save()
    answer_rightly(learner, over, positions=range(2, 5), now=over.started_at)
    close_due_attempts(now=now)
    assert Enrolment.objects.get().state == Enrolment.State.FAILED
    put(client, over, made_at=now - timedelta(minutes=6), place=place_of_right(over, 1))
    decide(LateAnswer.objects.get(), admin, now)
    assert Enrolment.objects.get().state == Enrolment.State.PASSED


def test_a_decision_before_the_clock_closes_the_attempt_first(client, over, admin, now):
    put(client, over, made_at=now - timedelta(minutes=6), place=place_of_right(over, 1))
    decide(LateAnswer.objects.get(), admin, now)
    assert Attempt.objects.get().state == Attempt.State.EXPIRED
    assert Grade.objects.get(superseded_at=None).score == 25


def test_a_rejected_answer_changes_no_grade(client, over, admin, now):
    close_due_attempts(now=now)
    put(client, over, made_at=now - timedelta(minutes=6), place=place_of_right(over, 1))
    decide(LateAnswer.objects.get(), admin, now, accepts=False)
    assert Grade.objects.get().score == 0
    assert LateAnswer.objects.get().state == "rejected"


def test_a_decision_is_made_once_and_with_a_reason(client, over, admin, now):
    put(client, over, made_at=now - timedelta(minutes=6))
    late = LateAnswer.objects.get()
    with pytest.raises(errors.ReasonMissing):
        decide(late, admin, now, reason=" ")
    decide(late, admin, now)
    with pytest.raises(errors.AlreadyDecided):
        decide(late, admin, now, accepts=False)


def test_after_the_decision_a_retry_changes_nothing(client, over, admin, now):
    put(client, over, made_at=now - timedelta(minutes=7), place=0)
    decide(LateAnswer.objects.get(), admin, now, accepts=False)
    put(client, over, made_at=now - timedelta(minutes=6), sequence=2, place=1)
    late = LateAnswer.objects.get()
    assert (late.state, late.choices) == ("rejected", [over.form[0]["order"][0]])
