"""Windows, extra time, and time that staff give."""

from datetime import timedelta
from random import Random

import pytest
from wagtail.models import ModelLogEntry

from tests.assessment.sitting import answer_rightly
from tests.worlds import NOW, make_user
from widya.assessment import errors
from widya.assessment.actions import (
    close_due_attempts,
    extend_all_open,
    extend_attempt,
    reopen_attempt,
    save_answer,
    start_attempt,
    submit_attempt,
    void_attempt,
)
from widya.assessment.models import Attempt, ExtraTime, Grade, Response
from widya.learning.models import Enrolment

HOUR = timedelta(hours=1)


@pytest.fixture
def admin(db):
    return make_user("admin")


def begin(learner, exam, *, now=NOW):
    return start_attempt(learner, exam, now=now, rng=Random(1))


def test_nobody_starts_before_the_opening_or_after_the_closing(ready, exam, learner):
    exam.opens_at, exam.closes_at = NOW, NOW + HOUR
    exam.save()
    with pytest.raises(errors.NotOpenYet):
        begin(learner, exam, now=NOW - timedelta(microseconds=1))
    with pytest.raises(errors.ClosedForGood):
        begin(learner, exam, now=NOW + HOUR)
    assert begin(learner, exam, now=NOW).number == 1


def test_the_closing_ends_every_attempt(ready, exam, learner):
    exam.closes_at = NOW + timedelta(minutes=20)
    exam.save()
    assert begin(learner, exam).deadline_at == exam.closes_at


@pytest.mark.parametrize(
    ("percent", "minutes", "limit"), [(25, 0, 75), (0, 10, 70), (50, 5, 95), (1, 0, 61)]
)
def test_extra_time_counts_from_the_start(ready, exam, learner, percent, minutes, limit):
    ExtraTime.objects.create(user=learner, percent=percent, minutes=minutes, reason="Tunanetra")
    attempt = begin(learner, exam)
    assert attempt.deadline_at == NOW + timedelta(minutes=limit)
    assert attempt.time_limit_minutes == limit


def test_extend_attempt_moves_deadline_and_grace_and_says_so_in_the_log(attempt, admin, soon):
    before = attempt.deadline_at
    extend_attempt(attempt, minutes=15, by=admin, reason="Gangguan", now=soon)
    attempt.refresh_from_db()
    assert attempt.deadline_at == before + timedelta(minutes=15)
    assert attempt.grace_ends_at == attempt.deadline_at + timedelta(seconds=60)
    entry = ModelLogEntry.objects.get(action="assessment.extend_attempt")
    assert (entry.user, entry.data) == (admin, {"reason": "Gangguan", "minutes": 15})


def test_extend_attempt_after_the_deadline_counts_from_now(attempt, admin, learner):
    now = attempt.deadline_at + timedelta(seconds=30)
    extend_attempt(attempt, minutes=5, by=admin, reason="Gangguan", now=now)
    attempt.refresh_from_db()
    assert attempt.deadline_at == now + timedelta(minutes=5)
    save_answer(learner, attempt.uuid, 1, choices=[0], is_doubtful=False, now=now)


def test_extend_attempt_refuses_what_is_closed_and_no_reason(attempt, admin, learner, soon):
    with pytest.raises(errors.ReasonMissing):
        extend_attempt(attempt, minutes=5, by=admin, reason=" ", now=soon)
    submit_attempt(learner, attempt.uuid, now=soon)
    with pytest.raises(errors.AttemptClosed):
        extend_attempt(attempt, minutes=5, by=admin, reason="Gangguan", now=soon)


@pytest.mark.parametrize("is_late", [False, True])
def test_extend_all_open_reaches_everybody_who_is_writing(attempt, exam, admin, is_late):
    now = attempt.deadline_at + timedelta(seconds=10 if is_late else -10)
    assert extend_all_open(exam, minutes=30, by=admin, reason="Server mati", now=now) == 1
    before = attempt.deadline_at
    attempt.refresh_from_db()
    assert attempt.deadline_at == max(before, now) + timedelta(minutes=30)
    assert close_due_attempts(now=now + timedelta(minutes=5)) == 0


def test_extend_all_open_leaves_closed_attempts_alone(attempt, exam, admin, learner, soon):
    submit_attempt(learner, attempt.uuid, now=soon)
    assert extend_all_open(exam, minutes=30, by=admin, reason="Server mati", now=soon) == 0


def test_reopen_attempt_goes_on_with_its_answers_and_is_judged_anew(
    attempt, exam, admin, learner, soon
):
    exam.retakes_allowed = 0
    exam.save()
    answer_rightly(learner, attempt, positions=range(1, 4), now=NOW)
    submit_attempt(learner, attempt.uuid, now=soon)
    assert Enrolment.objects.get().state == Enrolment.State.FAILED
    reopen_attempt(attempt, minutes=10, by=admin, reason="Tombol tertekan", now=soon)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.deadline_at) == ("open", soon + timedelta(minutes=10))
    assert Enrolment.objects.get().state == Enrolment.State.ACTIVE
    answer_rightly(learner, attempt, positions=[4], now=soon)
    submit_attempt(learner, attempt.uuid, now=soon + timedelta(minutes=1))
    assert Grade.objects.get(superseded_at=None).score == 100
    assert (Grade.objects.count(), Response.objects.count()) == (2, 4)
    assert Enrolment.objects.get().state == Enrolment.State.PASSED


def test_reopen_attempt_refuses_what_cannot_go_on(attempt, exam, admin, learner, soon):
    def reopen(reason="Salah tekan"):
        reopen_attempt(attempt, minutes=10, by=admin, reason=reason, now=soon)

    with pytest.raises(errors.AttemptNotClosed):
        reopen()
    submit_attempt(learner, attempt.uuid, now=soon)
    with pytest.raises(errors.ReasonMissing):
        reopen("")
    begin(learner, exam, now=soon)
    with pytest.raises(errors.AnotherOpen):
        reopen()
    void_attempt(attempt, by=admin, reason="Tertukar", now=soon)
    with pytest.raises(errors.AttemptNotClosed):
        reopen()
    Enrolment.objects.update(state="passed", finished_at=soon)
    with pytest.raises(errors.EnrolmentFinished):
        reopen()
    assert Attempt.objects.filter(state="open").count() == 1
