"""Signing in as somebody whom the provider and the platform know."""

from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.utils import timezone

from tests import worlds
from tests.accounts.doors import LOGIN, is_signed_in
from tests.sso.fake_provider import BEGIN, ISSUER, come_back, go
from widya.accounts.queries import devices_of
from widya.sso.models import IdentityProvider
from widya.sso.queries import button_label


@pytest.fixture
def known(siti):
    """Return Siti, whose identity is linked."""
    SocialAccount.objects.create(user=siti, provider=ISSUER, uid="abc-1")
    return siti


def test_the_sign_in_page_shows_the_button_and_keeps_where_one_was_going(client, site):
    page = client.get(LOGIN, {"next": "/akun/profil/?a=1&b=2"}).content.decode()
    assert "Login dengan SSO Kemenkum" in page
    assert 'href="/akun/sso/?next=%2Fakun%2Fprofil%2F%3Fa%3D1%26b%3D2"' in page


def test_only_the_sites_own_active_provider_is_offered(client, site):
    worlds.make_site("lain.localhost", is_default=False)
    elsewhere = {"headers": {"host": "lain.localhost"}}
    assert b"Login dengan" not in client.get(LOGIN, **elsewhere).content
    assert client.get(BEGIN, **elsewhere).status_code == 404
    provider = IdentityProvider.objects.get()
    provider.is_active = False
    provider.save()
    assert b"Login dengan" not in client.get(LOGIN).content
    assert client.get(BEGIN).status_code == 404


def test_a_known_person_is_signed_in_at_once(client, provider, known):
    response = come_back(client, provider)
    assert (response.status_code, response.url) == (302, "/dashboard/")
    assert client.session["_auth_user_id"] == str(known.pk)
    known.refresh_from_db()
    assert known.last_login
    assert devices_of(known, timezone.now())[0].ip == "127.0.0.1"


def test_the_page_that_was_asked_for_comes_next_unless_it_is_elsewhere(client, provider, known):
    assert come_back(client, provider, query={"next": "/akun/profil/"}).url == "/akun/profil/"
    client.logout()
    assert come_back(client, provider, query={"next": "//evil.example"}).url == "/dashboard/"


def test_the_code_is_bound_to_this_browser_by_pkce_and_sent_with_the_secret(
    client, provider, known
):
    asked = go(client)
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://testserver/akun/sso/kembali/"
    client.get("/akun/sso/kembali/", {"state": asked["state"], "code": "c"})
    sent = provider.sent("/token")
    digest = urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest()).decode()
    assert digest.rstrip("=") == asked["code_challenge"]
    assert (sent["client_secret"], sent["redirect_uri"]) == ("s3cret", asked["redirect_uri"])


def test_a_second_step_is_still_asked_for(client, provider, known):
    Authenticator.objects.create(user=known, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert come_back(client, provider).url == "/akun/login/kode/"
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("activated_at", "words"),
    [(worlds.NOW, "Akun Anda dinonaktifkan. Hubungi"), (None, "Akun Anda belum diaktivasi")],
)
def test_an_account_that_is_not_active_is_refused_in_the_sign_in_pages_words(
    client, provider, known, activated_at, words
):
    known.is_active, known.activated_at = False, activated_at
    known.save()
    response = come_back(client, provider)
    assert response.status_code == 403
    assert words in response.content.decode()
    assert not is_signed_in(client)


def test_neither_tokens_nor_other_claims_are_kept(client, provider, known):
    provider.userinfo = {"email": "s@x.id", "email_verified": True, "address": "Jalan Mawar 1"}
    come_back(client, provider, groups=["a"])
    assert not SocialToken.objects.exists()
    facts = SocialAccount.objects.get().extra_data
    assert facts == {"name": "", "email": "s@x.id", "nip": ""}


def test_another_issuer_inherits_no_identities(client, provider, known):
    SocialAccount.objects.update(provider="https://sso-lama.example.go.id")
    assert come_back(client, provider).url == "/akun/sso/daftar/"
    assert not is_signed_in(client)


@pytest.mark.parametrize("origin", ["cross-site", "same-site"])
def test_other_sites_cannot_begin_a_sign_in(client, provider, site, origin):
    assert client.get(BEGIN, headers={"sec-fetch-site": origin}).url == LOGIN
    assert client.get(BEGIN, headers={"sec-fetch-site": "same-origin"}).url.startswith(ISSUER)


def test_the_button_costs_no_query_while_the_cache_is_warm(client, site, django_assert_num_queries):
    client.get(LOGIN)
    with django_assert_num_queries(0):
        assert button_label(site.pk) == "SSO Kemenkum"
