"""A course with an exam, and somebody who is enrolled on it."""

from datetime import timedelta
from random import Random

import pytest

from tests.worlds import NOW, make_bank, make_course, make_exam, make_site, make_user
from widya.assessment.actions import start_attempt
from widya.catalog.queries import course_outline
from widya.learning.actions import complete_element, enrol


@pytest.fixture
def site(db):
    return make_site()


@pytest.fixture
def course(site):
    return make_course(site, topics=1)


@pytest.fixture
def bank(course):
    return make_bank(count=4)


@pytest.fixture
def exam(course, bank):
    """Return a final exam of 4 questions, 60 minutes, pass mark 80, 2 retakes."""
    return make_exam(course, bank=bank)


@pytest.fixture
def learner(db):
    return make_user()


@pytest.fixture
def enrolment(learner, course):
    return enrol(learner, course, now=NOW)


@pytest.fixture
def ready(enrolment, exam):
    """Return the enrolment with everything done that the exam asks for."""
    for element in course_outline(enrolment.run.course_id).required:
        complete_element(enrolment, element.id, now=NOW)
    return enrolment


@pytest.fixture
def attempt(ready, exam, learner):
    return start_attempt(learner, exam, now=NOW, rng=Random(1))


@pytest.fixture
def soon():
    return NOW + timedelta(minutes=5)


@pytest.fixture
def too_late():
    return NOW + timedelta(minutes=61)
