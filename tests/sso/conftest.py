"""A site whose people may sign in by a provider."""

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


@pytest.fixture
def site(db):
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
def siti(site):
    return worlds.make_user("siti", nip=NIP, email="siti@kemenkum.go.id", joined_through=site)
