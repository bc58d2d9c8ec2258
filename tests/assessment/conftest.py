"""A course with an exam, and somebody who is enrolled on it."""

from copy import deepcopy
from datetime import timedelta
from random import Random

import pytest

from tests.assessment.world import make_world
from tests.worlds import NOW, make_user
from widya.assessment.actions import start_attempt
from widya.catalog.queries import course_outline
from widya.learning.actions import complete_element, enrol


@pytest.fixture(scope="module")
def shared_world(make_once):
    return make_once(make_world)


@pytest.fixture
def world(shared_world, db):
    return deepcopy(shared_world)


@pytest.fixture
def site(world):
    return world.site


@pytest.fixture
def course(world):
    return world.course


@pytest.fixture
def bank(world):
    return world.bank


@pytest.fixture
def exam(world):
    return world.exam


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
