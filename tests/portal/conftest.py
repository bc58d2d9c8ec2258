import pytest

from tests import worlds


@pytest.fixture
def site(db):
    return worlds.make_site()


@pytest.fixture
def siti(site):
    return worlds.make_user("siti", name="Siti Rahmawati")


@pytest.fixture
def signed_in(client, siti):
    """Return a browser in which Siti is signed in."""
    client.force_login(siti)
    return client
