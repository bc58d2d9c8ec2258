from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction

from tests.worlds import NOW, make_bank, make_item, make_quiz, make_topic, make_user
from widya.assessment import errors
from widya.assessment.actions import start_attempt, submit_attempt, void_attempt
from widya.assessment.models import Attempt
from widya.catalog.models import TopicPage
from widya.learning.models import Enrolment

RNG = Random(7)


def test_start_attempt_freezes_what_it_asks(ready, exam, learner):
    attempt = start_attempt(learner, exam, now=NOW, rng=RNG)
    exam.time_limit_minutes, exam.pass_mark = 5, 10
    exam.save_revision().publish()
    attempt.refresh_from_db()
    assert attempt.deadline_at == NOW + timedelta(minutes=60)
    assert (attempt.time_limit_minutes, attempt.pass_mark, attempt.question_count) == (60, 80, 4)
    assert len({entry["revision"] for entry in attempt.form}) == 4
    assert all(sorted(entry["order"]) == [0, 1, 2, 3] for entry in attempt.form)
    assert (attempt.number, attempt.state, attempt.answers) == (1, Attempt.State.OPEN, {})


def test_start_attempt_again_returns_the_open_one(attempt, exam, learner, soon):
    assert start_attempt(learner, exam, now=soon, rng=RNG) == attempt
    assert Attempt.objects.count() == 1


def test_start_attempt_hands_in_an_overdue_one_first(attempt, exam, learner, too_late):
    second = start_attempt(learner, exam, now=too_late, rng=RNG)
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.EXPIRED
    assert (second.number, second.state) == (2, Attempt.State.OPEN)


def test_start_attempt_keeps_the_last_overdue_attempt_closed_when_none_is_left(
    attempt, exam, learner, too_late
):
    exam.retakes_allowed = 0
    exam.save()
    with pytest.raises(errors.NoAttemptLeft):
        start_attempt(learner, exam, now=too_late, rng=RNG)
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.EXPIRED


def test_start_attempt_refuses_who_is_not_enrolled(exam):
    with pytest.raises(errors.NotEnrolled):
        start_attempt(make_user("budi"), exam, now=NOW, rng=RNG)


def test_start_attempt_refuses_the_exam_before_the_required_elements(enrolment, exam, learner):
    with pytest.raises(errors.RequirementsMissing):
        start_attempt(learner, exam, now=NOW, rng=RNG)
    assert not Attempt.objects.exists()


def test_start_attempt_refuses_a_locked_quiz_and_says_what_comes_first(course, enrolment, learner):
    course.is_in_order = True
    course.save_revision().publish()
    quiz = make_quiz(TopicPage.objects.child_of(course).get(), bank=make_bank("Tes"))
    with pytest.raises(errors.RequirementsMissing, match="bacaan 1"):
        start_attempt(learner, quiz, now=NOW, rng=RNG)


def test_start_attempt_opens_a_quiz_at_once_when_the_course_has_no_order(
    course, enrolment, learner
):
    quiz = make_quiz(make_topic(course, title="Lain"), bank=make_bank("Tes"))
    assert start_attempt(learner, quiz, now=NOW, rng=RNG).question_count == 2


def test_start_attempt_refuses_when_no_attempt_is_left(ready, exam, learner):
    for _ in range(3):
        submit_attempt(learner, start_attempt(learner, exam, now=NOW, rng=RNG).uuid, now=NOW)
    with pytest.raises(errors.NoAttemptLeft):
        start_attempt(learner, exam, now=NOW, rng=RNG)
    assert Attempt.objects.count() == 3


def test_start_attempt_does_not_count_a_voided_attempt(attempt, exam, learner):
    exam.retakes_allowed = 0
    exam.save()
    void_attempt(attempt, by=make_user("admin"), reason="Listrik padam", now=NOW)
    assert start_attempt(learner, exam, now=NOW, rng=RNG).number == 2


def test_start_attempt_refuses_after_the_exam_is_passed(ready, exam, learner):
    Enrolment.objects.update(state="passed", finished_at=NOW)
    with pytest.raises(errors.AlreadyPassed):
        start_attempt(learner, exam, now=NOW, rng=RNG)


def test_start_attempt_refuses_after_the_course_is_failed(ready, exam, learner):
    Enrolment.objects.update(state="failed", finished_at=NOW)
    with pytest.raises(errors.EnrolmentFinished):
        start_attempt(learner, exam, now=NOW, rng=RNG)


def test_start_attempt_refuses_an_unpublished_exam(ready, exam, learner):
    exam.unpublish()
    with pytest.raises(errors.AssessmentUnavailable):
        start_attempt(learner, exam, now=NOW, rng=RNG)


def test_start_attempt_refuses_when_the_bank_shrank_below_what_is_asked(
    ready, exam, learner, bank, caplog
):
    bank.items.filter(pk=bank.items.first().pk).update(is_retired=True)
    with pytest.raises(errors.AssessmentUnavailable):
        start_attempt(learner, exam, now=NOW, rng=RNG)
    assert "cannot be drawn" in caplog.text


def test_start_attempt_draws_the_newest_revision_of_items_that_are_not_retired(
    ready, exam, learner, bank
):
    old = make_item(bank, "Soal lama")
    bank.items.filter(pk=old.pk).update(is_retired=True)
    newest = {item.revisions.latest("number").pk for item in bank.items.filter(is_retired=False)}
    attempt = start_attempt(learner, exam, now=NOW, rng=RNG)
    assert {entry["revision"] for entry in attempt.form} == newest


def test_the_database_refuses_a_second_open_attempt(attempt):
    attempt.pk, attempt.number = None, 2
    attempt.uuid = "0b6d6a0e-6a0f-4f0e-9d0c-000000000000"
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.save(force_insert=True)


def test_the_database_refuses_a_number_twice(attempt, learner):
    submit_attempt(learner, attempt.uuid, now=NOW)
    attempt.pk = None
    attempt.uuid = "0b6d6a0e-6a0f-4f0e-9d0c-000000000000"
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.save(force_insert=True)
