from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import IntegrityError, transaction

from tests.assessment.sitting import answer_rightly
from tests.worlds import NOW, make_bank, make_quiz, make_topic, make_user
from widya.assessment import errors
from widya.assessment.actions import start_attempt, submit_attempt
from widya.assessment.models import Attempt, Grade, ItemRevision, Response
from widya.learning.models import Enrolment
from widya.learning.queries import completed_ids

RNG = Random(5)


def sit(learner, assessment, *, right, now=NOW):
    """Start, answer the first `right` questions rightly, hand in; return the grade."""
    attempt = start_attempt(learner, assessment, now=now, rng=RNG)
    answer_rightly(learner, attempt, positions=range(1, right + 1), now=now)
    submit_attempt(learner, attempt.uuid, now=now)
    return attempt.grades.get()


def test_submit_attempt_scores_what_was_saved(attempt, learner, soon):
    answer_rightly(learner, attempt, positions=[1, 2, 3], now=NOW)
    closed = submit_attempt(learner, attempt.uuid, now=soon)
    assert (closed.state, closed.closed_at) == (Attempt.State.SUBMITTED, soon)
    grade = Grade.objects.get()
    assert (grade.score, grade.is_passed, grade.graded_at) == (Decimal("75.00"), False, soon)
    assert list(
        Response.objects.order_by("position").values_list("position", "choices", "is_right")
    ) == [(1, [0], True), (2, [0], True), (3, [0], True), (4, [], False)]


def test_submit_attempt_again_changes_nothing(attempt, learner, soon, too_late):
    submit_attempt(learner, attempt.uuid, now=soon)
    again = submit_attempt(learner, attempt.uuid, now=too_late)
    assert (again.state, again.closed_at) == (Attempt.State.SUBMITTED, soon)
    assert (Grade.objects.count(), Response.objects.count()) == (1, 4)


def test_submit_attempt_after_the_deadline_expires_it_at_the_deadline(attempt, learner):
    closed = submit_attempt(learner, attempt.uuid, now=attempt.deadline_at + timedelta(days=2))
    assert (closed.state, closed.closed_at) == (Attempt.State.EXPIRED, attempt.deadline_at)
    assert Grade.objects.get().score == 0


def test_submit_attempt_scores_by_the_revision_that_was_asked(attempt, learner, bank):
    answer_rightly(learner, attempt, positions=range(1, 5), now=NOW)
    for item in bank.items.all():
        ItemRevision.objects.create(
            item=item, number=2, kind="single", stem="Lain", choices=["a", "b"], key=[1],
            created_at=NOW,
        )  # fmt: skip
    submit_attempt(learner, attempt.uuid, now=NOW)
    assert Grade.objects.get().score == 100


def test_submit_attempt_refuses_another_persons_attempt(attempt):
    with pytest.raises(errors.AttemptUnknown):
        submit_attempt(make_user("budi"), attempt.uuid, now=NOW)


def test_a_passed_exam_passes_the_course(ready, exam, learner, soon):
    sit(learner, exam, right=4, now=soon)
    ready.refresh_from_db()
    assert (ready.state, ready.finished_at) == (Enrolment.State.PASSED, soon)
    assert exam.pk in completed_ids(ready)


def test_a_failed_exam_leaves_the_course_open_while_attempts_are_left(ready, exam, learner):
    sit(learner, exam, right=3)
    sit(learner, exam, right=3)
    ready.refresh_from_db()
    assert ready.state == Enrolment.State.ACTIVE


def test_the_last_failed_attempt_at_the_exam_fails_the_course(ready, exam, learner, soon):
    for _ in range(3):
        sit(learner, exam, right=3, now=soon)
    ready.refresh_from_db()
    assert (ready.state, ready.finished_at) == (Enrolment.State.FAILED, soon)


def test_a_pass_with_the_last_attempt_passes_the_course(ready, exam, learner):
    sit(learner, exam, right=0)
    sit(learner, exam, right=0)
    sit(learner, exam, right=4)
    ready.refresh_from_db()
    assert ready.state == Enrolment.State.PASSED


def test_a_passed_quiz_is_completed_and_leaves_the_course_open(course, enrolment, learner, exam):
    quiz = make_quiz(make_topic(course), bank=make_bank("Tes"), pass_mark=50)
    assert sit(learner, quiz, right=1).is_passed
    enrolment.refresh_from_db()
    assert quiz.pk in completed_ids(enrolment)
    assert enrolment.state == Enrolment.State.ACTIVE


def test_a_failed_quiz_is_not_completed(course, enrolment, learner):
    quiz = make_quiz(make_topic(course), bank=make_bank("Tes"))
    assert not sit(learner, quiz, right=1).is_passed
    assert quiz.pk not in completed_ids(enrolment)


@pytest.mark.parametrize(("is_required", "state"), [(True, "failed"), (False, "active")])
def test_using_up_a_quiz_fails_the_course_when_the_quiz_is_required(
    course, enrolment, learner, is_required, state
):
    quiz = make_quiz(
        make_topic(course), bank=make_bank("Tes"), retakes_allowed=0, is_required=is_required
    )
    sit(learner, quiz, right=0)
    enrolment.refresh_from_db()
    assert enrolment.state == state


def test_an_exam_that_was_unpublished_meanwhile_can_still_be_passed(ready, exam, learner, caplog):
    attempt = start_attempt(learner, exam, now=NOW, rng=RNG)
    answer_rightly(learner, attempt, positions=range(1, 5), now=NOW)
    exam.unpublish()
    submit_attempt(learner, attempt.uuid, now=NOW)
    ready.refresh_from_db()
    assert ready.state == Enrolment.State.PASSED
    assert "left its course" in caplog.text


def test_the_database_keeps_one_current_grade(attempt, learner):
    submit_attempt(learner, attempt.uuid, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grade.objects.create(attempt=attempt, score=100, is_passed=True, graded_at=NOW)


def test_the_database_keeps_one_response_a_question(attempt, learner):
    submit_attempt(learner, attempt.uuid, now=NOW)
    response = Response.objects.first()
    response.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        response.save(force_insert=True)


@pytest.mark.parametrize(
    "values", [{"state": "submitted", "closed_at": None}, {"state": "open", "closed_at": NOW}]
)
def test_the_database_ties_the_state_to_the_moment_of_closing(attempt, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.update(**values)


@pytest.mark.parametrize("score", ["-0.01", "100.01"])
def test_the_database_refuses_a_score_outside_0_to_100(attempt, score):
    with pytest.raises(IntegrityError), transaction.atomic():
        Grade.objects.create(attempt=attempt, score=score, is_passed=False, graded_at=NOW)
