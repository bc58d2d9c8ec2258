"""Two people with a past, made once for each file: whatever is found of Siti must not be Budi's."""

from copy import deepcopy

import pytest

from tests.privacy.pasts import two_pasts


@pytest.fixture(scope="module")
def shared_pasts(make_once):
    return make_once(two_pasts)


@pytest.fixture
def pasts(shared_pasts, db):
    return deepcopy(shared_pasts)


@pytest.fixture
def site(pasts):
    return pasts[0]


@pytest.fixture
def siti(pasts):
    return pasts[1]


@pytest.fixture
def budi(pasts):
    return pasts[2]


@pytest.fixture
def signed_in(client, siti):
    """Return a browser in which Siti is signed in."""
    client.force_login(siti)
    return client
