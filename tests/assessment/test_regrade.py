"""Judging again after an author corrected a key."""

import pytest

from tests.assessment.sitting import answer_rightly
from tests.worlds import NOW, make_user
from widya.assessment import errors
from widya.assessment.actions import (
    freeze_item,
    preview_regrade,
    regrade_assessment,
    save_answer,
    submit_attempt,
)
from widya.assessment.models import Grade, ItemRevision, Response
from widya.assessment.queries import graded_attempt_for
from widya.assessment.sheet import review_of
from widya.learning.models import Enrolment


@pytest.fixture
def admin(db):
    return make_user("admin")


def correct_key(attempt, position, right, **fields):
    """Let an author say that another choice is the right one."""
    item = ItemRevision.objects.get(pk=attempt.form[position - 1]["revision"]).item
    for index, choice in enumerate(item.choices.all()):
        choice.is_right = index == right
        choice.save()
    for name, value in fields.items():
        setattr(item, name, value)
    item.save()
    freeze_item(item, by=None, now=NOW)


def answer(learner, attempt, position, choice):
    save_answer(learner, attempt.uuid, position, choices=[choice], is_doubtful=False, now=NOW)


def regrade(exam, by, now, reason="Kunci salah"):
    return regrade_assessment(exam.pk, by=by, reason=reason, now=now)


@pytest.fixture
def failed(attempt, learner, soon):
    """Return the attempt, handed in with 3 of 4 right; the first has choice 1 where 0 is keyed."""
    answer_rightly(learner, attempt, positions=range(2, 5), now=NOW)
    answer(learner, attempt, 1, 1)
    return submit_attempt(learner, attempt.uuid, now=soon)


def test_a_corrected_key_supersedes_the_grade_with_its_consequences(failed, exam, admin, soon):
    correct_key(failed, 1, right=1)
    [change] = preview_regrade(exam.pk, now=NOW)
    assert (change.before.score, change.after.score) == (75, 100)
    assert (change.gains_pass, change.loses_pass) == (True, False)
    assert Grade.objects.count() == 1
    assert regrade(exam, admin, soon) == 1
    assert Grade.objects.get(superseded_at=None).score == 100
    assert Grade.objects.exclude(superseded_at=None).get().score == 75
    assert Enrolment.objects.get().state == Enrolment.State.PASSED


def test_regrading_twice_supersedes_once(failed, exam, admin, soon):
    correct_key(failed, 1, right=1)
    assert (regrade(exam, admin, soon), regrade(exam, admin, soon)) == (1, 0)
    assert list(preview_regrade(exam.pk, now=NOW)) == []


def test_without_a_corrected_key_nothing_changes(failed, exam, admin, soon):
    assert list(preview_regrade(exam.pk, now=NOW)) == []
    assert regrade(exam, admin, soon) == 0


def test_another_wording_of_the_question_corrects_as_well(failed, exam, soon):
    correct_key(failed, 1, right=1, stem="Pertanyaan yang lebih jelas")
    assert len(list(preview_regrade(exam.pk, now=NOW))) == 1


def test_other_choices_make_another_question(failed, exam):
    item = ItemRevision.objects.get(pk=failed.form[0]["revision"]).item
    item.choices.filter(text__startswith="D").update(text="Pilihan lain")
    correct_key(failed, 1, right=1)
    assert list(preview_regrade(exam.pk, now=NOW)) == []


def test_who_loses_the_pass_keeps_the_course_until_people_decide(
    attempt, exam, learner, admin, soon
):
    answer_rightly(learner, attempt, positions=range(1, 5), now=NOW)
    submit_attempt(learner, attempt.uuid, now=soon)
    correct_key(attempt, 1, right=1)
    [change] = preview_regrade(exam.pk, now=NOW)
    assert change.loses_pass
    regrade(exam, admin, soon)
    assert not Grade.objects.get(superseded_at=None).is_passed
    assert Enrolment.objects.get().state == Enrolment.State.PASSED


def test_the_review_shows_the_corrected_judgement_and_key(failed, exam, learner, admin, soon):
    correct_key(failed, 1, right=1)
    regrade(exam, admin, soon)
    attempt = graded_attempt_for(learner, failed.uuid)
    first = review_of(attempt, shows_key=True)[0]
    assert first.is_right
    [right] = [choice for choice in first.choices if choice.is_right]
    assert right.is_chosen
    assert not Response.objects.get(position=1).is_right


def test_a_regrade_says_why(failed, exam, admin, soon):
    with pytest.raises(errors.ReasonMissing):
        regrade(exam, admin, soon, reason=" ")
