"""A site, and a course of it, for all tests of the catalogue."""

from copy import deepcopy

import pytest

from tests.worlds import make_course, make_site


@pytest.fixture(scope="module")
def shared_site(make_once):
    return make_once(make_site)


@pytest.fixture
def site(shared_site, db):
    return deepcopy(shared_site)


@pytest.fixture
def course(site):
    return make_course(site)


@pytest.fixture(scope="module")
def shared_course(shared_site, make_once):
    """Return the course for files in which no test needs an empty catalogue."""
    return make_once(make_course, shared_site)
