"""A course in a small world, and someone who learns it."""

from datetime import timedelta

import pytest

from tests import worlds
from widya.learning.actions import enrol

NOW = worlds.NOW
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def site(db):
    return worlds.make_site()


@pytest.fixture
def course(site):
    return worlds.make_course(site)


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
