"""A site whose people may sign in by a provider, made once for each file."""

from copy import deepcopy

import pytest
import requests

from tests import worlds
from tests.sso.fake_provider import CLIENT, ISSUER, FakeProvider
from widya.sso import vault
from widya.sso.models import IdentityProvider

NIP = "199001012015031001"


@pytest.fixture
def provider(monkeypatch):
    provider = FakeProvider()
    send = lambda adapter, request, **kwargs: provider.send(request, **kwargs)  # noqa: E731
    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)
    return provider


@pytest.fixture(scope="module")
def shared_site(make_once):
    return make_once(make_site)


def make_site():
    site = worlds.make_site()
    IdentityProvider.objects.create(
        site=site,
        is_active=True,
        label="SSO Kemenkum",
        issuer=ISSUER,
        client_id=CLIENT,
        locked_secret=vault.lock("s3cret"),
    )
    return site


@pytest.fixture
def site(shared_site, db):
    return deepcopy(shared_site)


@pytest.fixture
def siti(site):
    return worlds.make_user("siti", nip=NIP, email="siti@kemenkum.go.id", joined_through=site)
