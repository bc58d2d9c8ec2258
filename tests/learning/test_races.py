"""What happens twice at the same moment has the effect of once. Threads, against PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import close_old_connections, connection

from tests import worlds
from widya.catalog.models import CourseFigures, CourseRun
from widya.catalog.queries import course_outline
from widya.learning import errors
from widya.learning.actions import (
    complete_element,
    enrol,
    finish_enrolment,
    hide_review,
    write_review,
)
from widya.learning.models import Completion, Enrolment
from widya.learning.signals import course_completed, enrolled

NOW = worlds.NOW

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def world(transactional_db):
    site = worlds.make_site()
    return SimpleNamespace(site=site, course=worlds.make_course(site))


@pytest.fixture
def heard():
    """Return the list that fills with the signals sent."""
    signals = []

    def hear(signal, **kwargs):
        signals.append(signal)

    for signal in (enrolled, course_completed):
        signal.connect(hear, weak=False)
    yield signals
    for signal in (enrolled, course_completed):
        signal.disconnect(hear)


def at_once(*calls):
    """Make the calls in threads, at the same moment; return what each gave or raised."""
    barrier = Barrier(len(calls))

    def run(call):
        close_old_connections()
        try:
            barrier.wait(timeout=30)
            return call()
        except errors.LearningError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def figures(course):
    found = CourseFigures.objects.get(course=course)
    return found.learner_count, found.review_count, found.star_sum


def test_enrolling_twice_at_once_enrols_once(user, course, heard):
    results = at_once(*[lambda: enrol(user, course, now=NOW)] * 4)
    assert {result.pk for result in results} == {Enrolment.objects.get().pk}
    assert figures(course) == (1, 0, 0)
    assert heard == [enrolled]


def test_the_last_place_of_a_run_goes_to_one(course):
    CourseRun.objects.update(quota=1)
    people = [worlds.make_user(name) for name in ("ani", "budi", "cici", "dedi")]
    results = at_once(*[lambda who=who: enrol(who, course, now=NOW) for who in people])
    refused = [result for result in results if isinstance(result, errors.QuotaFull)]
    assert len(refused) == 3
    assert Enrolment.objects.count() == 1
    assert figures(course) == (1, 0, 0)


def test_completing_an_element_twice_at_once_completes_it_once(course, enrolment):
    element = course_outline(course.pk).elements[0]

    def complete():
        complete_element(Enrolment.objects.get(), element.id, now=NOW)

    at_once(*[complete] * 4)
    assert Completion.objects.count() == 1
    assert Enrolment.objects.get().progress_percent == 25


def test_completing_all_elements_at_once_loses_none(course, enrolment, heard):
    calls = [
        lambda element=element: complete_element(Enrolment.objects.get(), element.id, now=NOW)
        for element in course_outline(course.pk).elements
    ]
    at_once(*calls)
    finished = Enrolment.objects.get()
    assert finished.progress_percent == 100
    assert finished.state == Enrolment.State.PASSED
    assert heard.count(course_completed) == 1


def test_finishing_twice_at_once_announces_once(enrolment, heard):
    at_once(*[lambda: finish_enrolment(enrolment.pk, is_passed=True, now=NOW)] * 4)
    assert heard.count(course_completed) == 1


def test_passing_and_failing_at_once_ends_one_way(enrolment, heard):
    at_once(
        *[
            lambda how=how: finish_enrolment(enrolment.pk, is_passed=how, now=NOW)
            for how in (True, False, True, False)
        ]
    )
    is_passed = Enrolment.objects.get().state == Enrolment.State.PASSED
    assert heard.count(course_completed) == int(is_passed)


def test_reviewing_twice_at_once_counts_once(course, enrolment):
    finish_enrolment(enrolment.pk, is_passed=True, now=NOW)
    at_once(*[lambda: write_review(enrolment, stars=4, text="", now=NOW)] * 4)
    assert figures(course) == (1, 1, 4)


def test_rewriting_and_hiding_at_once_leaves_no_stars(course, enrolment):
    finish_enrolment(enrolment.pk, is_passed=True, now=NOW)
    review = write_review(enrolment, stars=4, text="", now=NOW)
    staff = worlds.make_user("admin")
    at_once(
        lambda: write_review(enrolment, stars=1, text="", now=NOW),
        lambda: hide_review(review, by=staff, reason="Kasar", now=NOW),
    )
    assert figures(course) == (1, 0, 0)
