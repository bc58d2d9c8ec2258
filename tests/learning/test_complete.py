"""Completing elements, progress, and how a course ends."""

import pytest

from tests import worlds
from widya.catalog.queries import course_outline
from widya.learning import errors
from widya.learning.actions import complete_element, finish_enrolment
from widya.learning.models import Completion, Enrolment
from widya.learning.queries import completed_ids, lock_reason, missing_before_exam
from widya.learning.signals import course_completed, element_completed

NOW = worlds.NOW
State = Enrolment.State


@pytest.fixture
def heard():
    """Return the list that fills with what is announced."""
    signals = []

    def hear_element(element_id, **kwargs):
        signals.append(element_id)

    def hear_course(enrolments, **kwargs):
        signals.extend(enrolment.state for enrolment in enrolments)

    element_completed.connect(hear_element, weak=False)
    course_completed.connect(hear_course, weak=False)
    yield signals
    element_completed.disconnect(hear_element)
    course_completed.disconnect(hear_course)


@pytest.fixture
def exam(course):
    return worlds.make_exam(course, bank=worlds.make_bank())


def complete_all(enrolment):
    for element in course_outline(enrolment.run.course_id).required:
        complete_element(enrolment, element.id, now=NOW)


def state_of(enrolment):
    return Enrolment.objects.get(pk=enrolment.pk).state


def test_complete_element_records_progress_and_announces(course, enrolment, heard):
    first = course_outline(course.pk).elements[0]
    complete_element(enrolment, first.id, now=NOW)
    assert Completion.objects.get().completed_at == NOW
    assert Enrolment.objects.get().progress_percent == 25
    assert heard == [first.id]


def test_complete_element_twice_is_once(course, enrolment, heard):
    first = course_outline(course.pk).elements[0]
    for _ in range(2):
        complete_element(enrolment, first.id, now=NOW)
    assert Completion.objects.count() == 1
    assert heard == [first.id]


def test_complete_element_refuses_an_element_of_another_course(site, enrolment):
    other = worlds.make_course(site, title="Lain")
    foreign = course_outline(other.pk).elements[0]
    with pytest.raises(errors.UnknownElement):
        complete_element(enrolment, foreign.id, now=NOW)
    assert not Completion.objects.exists()


def test_a_course_without_an_exam_passes_with_its_last_material(enrolment, heard):
    complete_all(enrolment)
    finished = Enrolment.objects.get()
    assert (finished.state, finished.finished_at) == (State.PASSED, NOW)
    assert finished.progress_percent == 100
    assert heard.count(State.PASSED) == 1


def test_what_is_not_required_is_not_waited_for(course, enrolment):
    topic = course.get_children().last().specific
    worlds.make_reading(topic, title="Bacaan tambahan", is_required=False)
    complete_all(enrolment)
    assert state_of(enrolment) == State.PASSED


def test_a_course_with_an_exam_waits_for_it(exam, enrolment, heard):
    complete_all(enrolment)
    assert state_of(enrolment) == State.ACTIVE
    assert Enrolment.objects.get().progress_percent == 80
    complete_element(enrolment, exam.pk, now=NOW)
    assert Enrolment.objects.get().progress_percent == 100
    assert state_of(enrolment) == State.ACTIVE  # that is the exam's own matter


def test_finish_enrolment_announces_the_pass_once(enrolment, heard):
    for _ in range(2):
        finish_enrolment(enrolment.pk, is_passed=True, now=NOW)
    assert heard == [State.PASSED]


@pytest.mark.parametrize("is_passed", [True, False])
def test_finish_enrolment_never_changes_how_it_ended(enrolment, heard, is_passed):
    finish_enrolment(enrolment.pk, is_passed=is_passed, now=NOW)
    before = state_of(enrolment)
    finish_enrolment(enrolment.pk, is_passed=not is_passed, now=NOW)
    assert state_of(enrolment) == before
    assert heard == ([State.PASSED] if is_passed else [])


def test_the_exam_is_locked_until_everything_required_is_completed(course, exam, enrolment):
    outline = course_outline(course.pk)
    missing = missing_before_exam(outline, completed_ids(enrolment))
    assert missing == list(outline.required)
    assert lock_reason(outline, set(), outline.final_exam) == (
        "Selesaikan dulu “Topik 1: bacaan 1”."
    )
    everything = {element.id for element in outline.required}
    assert lock_reason(outline, everything, outline.final_exam) is None


def test_elements_are_open_in_any_order_unless_the_course_says_otherwise(course):
    outline = course_outline(course.pk)
    assert {lock_reason(outline, set(), element) for element in outline.elements} == {None}


def test_in_order_an_element_waits_for_the_required_ones_before_it(course):
    course.is_in_order = True
    worlds.publish(course)
    outline = course_outline(course.pk)
    first, second, third, _ = outline.elements
    assert lock_reason(outline, set(), first) is None
    assert lock_reason(outline, set(), third) == f"Selesaikan dulu “{first.title}”."
    assert lock_reason(outline, {first.id}, third) == f"Selesaikan dulu “{second.title}”."
    assert lock_reason(outline, {first.id, second.id}, third) is None
    assert lock_reason(outline, {third.id}, third) is None  # once completed, it stays open
