"""A site and two people, made once for each file."""

from copy import deepcopy

import pytest
from django.test import Client

from tests import worlds


@pytest.fixture(scope="module")
def shared_world(make_once):
    return make_once(make_world)


def make_world():
    site = worlds.make_site()
    return {
        "site": site,
        "siti": worlds.make_user("siti", name="Siti Rahmawati"),
        "budi": worlds.make_user("budi", name="Budi Santoso"),
    }


@pytest.fixture
def world(shared_world, db):
    return deepcopy(shared_world)


@pytest.fixture
def site(world):
    return world["site"]


@pytest.fixture
def siti(world):
    return world["siti"]


@pytest.fixture
def budi(world):
    return world["budi"]


@pytest.fixture
def signed_in(siti):
    """Return a browser in which Siti is signed in."""
    return browser_of(siti)


@pytest.fixture
def budis_browser(budi):
    return browser_of(budi)


def browser_of(user):
    browser = Client()
    browser.force_login(user)
    return browser
