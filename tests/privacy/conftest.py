"""Two people with a past: whatever is found of Siti must not be Budi's."""

import pytest

from tests import worlds
from tests.privacy.pasts import give_past, make_person


@pytest.fixture
def site(db):
    return worlds.make_site()


@pytest.fixture
def siti(site):
    return make_person("siti")


@pytest.fixture
def budi(site):
    return make_person("budi")


@pytest.fixture
def pasts(site, siti, budi):
    """Let both do everything, each in courses of their own."""
    give_past(siti, site)
    give_past(budi, site)


@pytest.fixture
def signed_in(client, siti):
    """Return a browser in which Siti is signed in."""
    client.force_login(siti)
    return client
