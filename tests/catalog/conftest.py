"""A site with one course, for all tests of the catalogue."""

import pytest

from tests.worlds import make_course, make_site


@pytest.fixture
def site(db):
    return make_site()


@pytest.fixture
def course(site):
    return make_course(site)
