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
from widya.assessment.acts import Act, act_at
from widya.assessment.desks import desk_for
from widya.assessment.models import Attempt, Item
from widya.assessment.saving import MAX_BROWSERS


def save(learner, attempt, position=1, choices=(0,), *, is_doubtful=False, now=NOW):
    return save_answer(
        learner, attempt.uuid, position, choices=choices, is_doubtful=is_doubtful, now=now
    )


def save_shown(learner, attempt, *, shown=(0,), act=None, now=NOW):
    return save_shown_answer(
        desk_for(learner, attempt.uuid),
        1,
        shown=shown,
        is_doubtful=False,
        act=act or act_at(now),
        now=now,
    )


def answers_of(attempt):
    return Attempt.objects.get(pk=attempt.pk).answers


def test_save_answer_keeps_the_choices_the_doubt_and_the_moment(attempt, learner, soon):
    saved = save(learner, attempt, 3, [2], is_doubtful=True, now=soon)
    assert (saved.saved_at, saved.left) == (soon, attempt.deadline_at - soon)
    stored = answers_of(attempt)["3"]
    assert (stored["choices"], stored["doubtful"]) == ([2], True)
    assert stored["saved_at"] == soon.isoformat()


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
    save_shown(learner, attempt, shown=[2])
    assert answers_of(attempt)["1"]["choices"] == [order[2]]


@pytest.mark.parametrize("place", [-1, 4])
def test_save_shown_answer_refuses_a_place_that_is_not_shown(attempt, learner, place):
    with pytest.raises(errors.UnknownChoice):
        save_shown(learner, attempt, shown=[place])
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


def test_save_answer_looks_up_what_is_asked_once(attempt, learner, django_assert_num_queries):
    with django_assert_num_queries(2):
        save(learner, attempt)
    with django_assert_num_queries(1):
        save(learner, attempt, 2)


def test_save_answer_refuses_at_a_desk_whose_account_has_changed(attempt, learner):
    desk = desk_for(learner, attempt.uuid)
    learner.set_password("Lain-2026")
    learner.save()
    with pytest.raises(errors.AttemptUnknown):
        save_shown_answer(desk, 1, shown=[0], is_doubtful=False, act=act_at(NOW), now=NOW)
    assert answers_of(attempt) == {}


class TestActs:
    """One person's browsers, called A and B, whose acts reach the server in any order."""

    @pytest.fixture
    def send(self, attempt, learner):
        def send(client, sequence, place, *, at, now=None):
            act = Act(client, sequence, at)
            return save_shown(learner, attempt, shown=[place], act=act, now=now or at)

        return send

    @pytest.fixture
    def place(self, attempt):
        def place():
            [choice] = answers_of(attempt)["1"]["choices"]
            return attempt.form[0]["order"].index(choice)

        return place

    def test_a_late_retry_of_an_older_answer_never_overwrites_a_newer_one(self, send, place):
        send("a", 2, 1, at=NOW)
        with pytest.raises(errors.Superseded):
            send("a", 1, 0, at=NOW)
        assert place() == 1

    def test_the_same_act_again_is_acknowledged_as_it_was(self, send, place, soon):
        first = send("a", 1, 1, at=NOW)
        again = send("a", 1, 1, at=NOW, now=soon)
        assert (again.saved_at, place()) == (first.saved_at, 1)

    def test_of_two_browsers_the_later_act_wins_whichever_comes_first(self, send, place, soon):
        send("b", 1, 1, at=soon)
        with pytest.raises(errors.Superseded):
            send("a", 1, 0, at=NOW, now=soon)
        assert place() == 1
        send("a", 2, 2, at=soon + timedelta(seconds=1))
        assert place() == 2

    def test_a_retry_after_another_browsers_answer_changes_nothing(self, send, place, soon):
        send("a", 1, 0, at=NOW)
        send("b", 1, 1, at=soon)
        with pytest.raises(errors.Superseded):
            send("a", 1, 0, at=NOW, now=soon)
        assert place() == 1

    def test_a_browser_learns_that_another_one_answers(self, send):
        assert send("a", 1, 0, at=NOW).others == 0
        send("b", 1, 1, at=NOW)
        assert send("a", 2, 0, at=NOW).others == 1

    def test_an_answer_made_in_time_is_taken_within_the_grace(self, send, place, attempt):
        late = attempt.grace_ends_at - timedelta(microseconds=1)
        send("a", 1, 1, at=attempt.deadline_at - timedelta(milliseconds=1), now=late)
        assert place() == 1

    @pytest.mark.parametrize(
        ("made_late_by", "comes_late_by"), [(-1, 60), (-3600, 60), (0, 0), (0, 1), (59, 59)]
    )
    def test_an_answer_made_or_come_too_late_is_refused(
        self, send, attempt, made_late_by, comes_late_by
    ):
        made, comes = (
            attempt.deadline_at + timedelta(seconds=late) for late in (made_late_by, comes_late_by)
        )
        with pytest.raises(errors.DeadlinePassed):
            send("a", 1, 0, at=made, now=comes)
        assert answers_of(attempt) == {}

    def test_one_browser_too_many_is_refused_and_the_known_ones_go_on(self, send, place, attempt):
        attempt.sequences = {f"b{number}": 1 for number in range(MAX_BROWSERS)}
        attempt.save()
        with pytest.raises(errors.TooManyBrowsers):
            send("new", 1, 1, at=NOW)
        send("b0", 2, 3, at=NOW)
        assert place() == 3
