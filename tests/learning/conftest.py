"""A course in a small world, and someone who learns it."""

from copy import deepcopy
from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests import worlds
from widya.learning.actions import enrol

NOW = worlds.NOW
LATER = NOW + timedelta(hours=1)


@pytest.fixture(scope="module")
def shared_world(make_once):
    site = make_once(worlds.make_site)
    return SimpleNamespace(site=site, course=make_once(worlds.make_course, site))


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
def user(site):
    return worlds.make_user()


@pytest.fixture
def enrolment(user, course):
    return enrol(user, course, now=NOW)


@pytest.fixture
def learner(client, user, enrolment):
    """Return a browser in which the enrolled person is signed in."""
    client.force_login(user)
    return client
