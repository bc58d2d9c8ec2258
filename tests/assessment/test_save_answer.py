from datetime import timedelta

import pytest

from tests.worlds import NOW, make_user
from widya.assessment import errors
from widya.assessment.actions import (
    save_answer,
    save_shown_answer,
    submit_attempt,
    void_attempt,
)
from widya.assessment.models import Attempt, Item


def save(learner, attempt, position=1, choices=(0,), *, is_doubtful=False, now=NOW):
    return save_answer(
        learner, attempt.uuid, position, choices=choices, is_doubtful=is_doubtful, now=now
    )


def answers_of(attempt):
    return Attempt.objects.get(pk=attempt.pk).answers


def test_save_answer_keeps_the_choices_the_doubt_and_the_moment(attempt, learner, soon):
    saved = save(learner, attempt, 3, [2], is_doubtful=True, now=soon)
    assert (saved.saved_at, saved.deadline_at) == (soon, attempt.deadline_at)
    assert answers_of(attempt) == {
        "3": {"choices": [2], "doubtful": True, "saved_at": soon.isoformat()}
    }


def test_save_answer_leaves_the_other_answers_alone(attempt, learner, soon):
    save(learner, attempt, 1, [0])
    save(learner, attempt, 2, [1])
    save(learner, attempt, 1, [3], now=soon)
    assert {position: one["choices"] for position, one in answers_of(attempt).items()} == {
        "1": [3],
        "2": [1],
    }


def test_save_answer_takes_an_answer_back(attempt, learner):
    save(learner, attempt, 1, [0])
    save(learner, attempt, 1, [])
    assert answers_of(attempt)["1"]["choices"] == []


def test_save_shown_answer_translates_places_into_the_revisions_choices(attempt, learner):
    order = attempt.form[0]["order"]
    save_shown_answer(learner, attempt.uuid, 1, shown=[2], is_doubtful=False, now=NOW)
    assert answers_of(attempt)["1"]["choices"] == [order[2]]


@pytest.mark.parametrize("place", [-1, 4])
def test_save_shown_answer_refuses_a_place_that_is_not_shown(attempt, learner, place):
    with pytest.raises(errors.UnknownChoice):
        save_shown_answer(learner, attempt.uuid, 1, shown=[place], is_doubtful=False, now=NOW)
    assert answers_of(attempt) == {}


@pytest.mark.parametrize("position", [-1, 0, 5, 10**9])
def test_save_answer_refuses_a_question_that_is_not_asked(attempt, learner, position):
    with pytest.raises(errors.UnknownQuestion):
        save(learner, attempt, position)
    assert answers_of(attempt) == {}


@pytest.mark.parametrize("choice", [-1, 4])
def test_save_answer_refuses_a_choice_that_the_question_does_not_have(attempt, learner, choice):
    with pytest.raises(errors.UnknownChoice):
        save(learner, attempt, 1, [choice])
    assert answers_of(attempt) == {}


def test_save_answer_refuses_two_choices_where_one_is_right(attempt, learner):
    with pytest.raises(errors.TooManyChoices):
        save(learner, attempt, 1, [0, 1])
    assert answers_of(attempt) == {}


def test_save_answer_takes_several_choices_where_several_may_be_right(attempt, learner):
    attempt.form[0]["kind"] = Item.Kind.MULTIPLE
    attempt.save()
    save(learner, attempt, 1, [3, 1])
    assert answers_of(attempt)["1"]["choices"] == [1, 3]


def test_save_answer_refuses_the_same_choice_twice(attempt, learner):
    attempt.form[0]["kind"] = Item.Kind.MULTIPLE
    attempt.save()
    with pytest.raises(errors.BadAnswer):
        save(learner, attempt, 1, [1, 1])


def test_save_answer_refuses_another_persons_attempt(attempt):
    with pytest.raises(errors.AttemptUnknown):
        save(make_user("budi"), attempt)
    assert answers_of(attempt) == {}


@pytest.mark.parametrize("late_by", [0, 1])
def test_save_answer_refuses_at_and_after_the_deadline(attempt, learner, late_by):
    with pytest.raises(errors.DeadlinePassed):
        save(learner, attempt, now=attempt.deadline_at + timedelta(seconds=late_by))
    assert answers_of(attempt) == {}


def test_save_answer_takes_an_answer_in_the_last_moment(attempt, learner):
    save(learner, attempt, now=attempt.deadline_at - timedelta(microseconds=1))
    assert "1" in answers_of(attempt)


def test_save_answer_refuses_after_the_hand_in(attempt, learner):
    submit_attempt(learner, attempt.uuid, now=NOW)
    with pytest.raises(errors.AttemptClosed):
        save(learner, attempt)


def test_save_answer_says_that_time_was_up_after_an_expiry(attempt, learner, too_late):
    submit_attempt(learner, attempt.uuid, now=too_late)
    with pytest.raises(errors.DeadlinePassed):
        save(learner, attempt)


def test_save_answer_refuses_a_voided_attempt(attempt, learner):
    void_attempt(attempt, by=make_user("admin"), reason="Listrik padam", now=NOW)
    with pytest.raises(errors.AttemptClosed):
        save(learner, attempt)


def test_save_answer_takes_two_queries(attempt, learner, django_assert_num_queries):
    with django_assert_num_queries(2):
        save(learner, attempt)
