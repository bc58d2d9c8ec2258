"""“Hubungkan akun”: an identity that speaks of an account opens it only with its password."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.utils import timezone

from tests import worlds
from tests.accounts.doors import errors, is_signed_in, picture, submit
from tests.sso.conftest import NIP
from tests.sso.fake_provider import ISSUER, come_back
from widya.accounts.actions import merge_accounts
from widya.sso.actions import link_identity, unlink_identity
from widya.sso.errors import IdentityTaken, PasswordNeeded
from widya.sso.identity import Identity

LINK, REGISTER, SETTINGS = "/akun/sso/hubungkan/", "/akun/sso/daftar/", "/akun/pengaturan/"
VERIFIED = {"email": "Siti@Kemenkum.go.id", "email_verified": True}


@pytest.mark.parametrize(
    "claims", [VERIFIED, {"nip": "19900101 201503 1 001"}, {**VERIFIED, "nip": NIP}]
)
def test_a_match_asks_for_the_password_and_signs_nobody_in(client, provider, siti, claims):
    assert come_back(client, provider, **claims).url == LINK
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "siti@kemenkum.go.id"},
        {"email": "siti@kemenkum.go.id", "email_verified": False},
        {"email": "siti@kemenkum.go.id", "email_verified": "false"},
        {"nip": "1990"},
        {"nip": "siti"},
        {"preferred_username": "siti"},
    ],
)
def test_what_is_not_verified_counts_for_nothing(client, provider, siti, claims):
    assert come_back(client, provider, **claims).url == REGISTER


def test_an_account_that_waits_for_activation_is_nobodys(client, provider, site):
    worlds.make_user("siti", email="siti@kemenkum.go.id", is_active=False)
    assert come_back(client, provider, **VERIFIED).url == REGISTER


def test_a_deactivated_account_is_refused_and_not_linked(client, provider, siti):
    siti.is_active, siti.activated_at = False, worlds.NOW
    siti.save()
    response = come_back(client, provider, **VERIFIED)
    assert response.status_code == 403
    assert "Akun Anda dinonaktifkan" in response.content.decode()
    assert "sso_pending" not in client.session


def test_the_account_is_shown_masked(client, provider, siti):
    come_back(client, provider, **VERIFIED)
    page = client.get(LINK).content.decode()
    assert "s•••@kemenkum.go.id" in page
    assert "siti@" not in page
    come_back(client, provider, nip=NIP)
    page = client.get(LINK).content.decode()
    assert "NIP 1990 •••• •••• 001" in page
    assert NIP not in page


def test_the_password_links_tells_the_owner_and_signs_in(client, provider, siti):
    come_back(client, provider, query={"next": "/akun/profil/"}, **VERIFIED)
    assert submit(client, LINK, password=worlds.PASSWORD).url == "/akun/profil/"
    assert client.session["_auth_user_id"] == str(siti.pk)
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.uid) == (siti, ISSUER, "abc-1")
    assert mail.outbox[-1].to == [siti.email]
    assert "terhubung dengan SSO Kemenkum" in mail.outbox[-1].subject
    client.logout()
    assert come_back(client, provider).url == "/dashboard/"


def test_the_password_alone_does_not_do_where_there_is_a_second_step(client, provider, siti):
    Authenticator.objects.create(user=siti, type=Authenticator.Type.TOTP, data={"secret": "x"})
    come_back(client, provider, **VERIFIED)
    assert submit(client, LINK, password=worlds.PASSWORD).url == "/akun/login/kode/"
    assert not is_signed_in(client)


def test_a_wrong_password_links_nothing(client, provider, siti):
    come_back(client, provider, **VERIFIED)
    response = submit(client, LINK, password="x")
    assert errors(response) == {"password": ["Password tidak cocok."]}
    assert not SocialAccount.objects.exists()
    assert not is_signed_in(client)


def test_no_password_is_looked_at_before_the_human_check(client, provider, siti):
    come_back(client, provider, **VERIFIED)
    wrong = {"check": "picture", "human_check_0": "x", "human_check_1": "y"}
    for password in ("x", worlds.PASSWORD):
        assert list(errors(submit(client, LINK, wrong, password=password))) == ["human_check"]


def test_wrong_passwords_count_together_with_those_of_the_sign_in_page(client, provider, siti):
    come_back(client, provider, **VERIFIED)
    for _ in range(3):
        submit(client, LINK, password="x")
    for _ in range(2):
        client.post("/akun/login/", {"login": "siti", "password": "x", **picture()})
    response = submit(client, LINK, password=worlds.PASSWORD)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "300"
    assert not is_signed_in(client)


def test_who_waits_more_than_ten_minutes_begins_again(client, provider, siti, monkeypatch):
    come_back(client, provider, **VERIFIED)
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr("widya.sso.views.timezone.now", lambda: later)
    assert submit(client, LINK, password=worlds.PASSWORD).url == "/akun/login/"
    assert not SocialAccount.objects.exists()


def test_nobody_links_without_having_been_at_the_provider(client, siti):
    assert client.get(LINK).url == "/akun/login/"
    assert submit(client, LINK, password=worlds.PASSWORD).url == "/akun/login/"
    assert not is_signed_in(client)


def test_a_signed_in_person_links_any_identity_with_the_own_password(client, provider, siti):
    client.force_login(siti)
    assert "Hubungkan SSO Kemenkum" in client.get(SETTINGS).content.decode()
    assert come_back(client, provider, email="x@y.id").url == LINK
    assert submit(client, LINK, password="x").status_code == 200
    assert submit(client, LINK, password=worlds.PASSWORD).url == SETTINGS
    assert SocialAccount.objects.get().user == siti


def test_an_identity_of_another_stays_theirs(client, provider, siti):
    other = worlds.make_user("budi")
    SocialAccount.objects.create(user=other, provider=ISSUER, uid="abc-1")
    client.force_login(siti)
    assert come_back(client, provider).url == SETTINGS
    assert "sudah terhubung dengan akun lain" in client.get(SETTINGS).content.decode()
    assert client.session["_auth_user_id"] == str(siti.pk)


def test_linking_twice_is_as_once_and_never_to_two_accounts(site, siti):
    identity = Identity(ISSUER, "abc-1", "Siti")
    for _ in range(2):
        link_identity(siti, identity, site=site, now=worlds.NOW)
    assert (SocialAccount.objects.count(), len(mail.outbox)) == (1, 1)
    with pytest.raises(IdentityTaken):
        link_identity(worlds.make_user("budi"), identity, site=site, now=worlds.NOW)


def test_settings_list_identities_which_their_owner_may_unlink(client, provider, site, siti):
    identity = Identity(ISSUER, "abc-1", email="siti@kemenkum.go.id")
    link_identity(siti, identity, site=site, now=worlds.NOW)
    address = f"/akun/sso/identitas/{SocialAccount.objects.get().pk}/putuskan/"
    client.force_login(worlds.make_user("budi"))
    assert client.post(address).status_code == 404
    client.force_login(siti)
    assert "SSO Kemenkum · siti@kemenkum.go.id" in client.get(SETTINGS).content.decode()
    assert client.get(address).status_code == 405
    assert client.post(address).url == SETTINGS
    assert not SocialAccount.objects.exists()


def test_the_only_way_in_is_not_unlinked(site, siti):
    link_identity(siti, Identity(ISSUER, "abc-1"), site=site, now=worlds.NOW)
    siti.set_unusable_password()
    with pytest.raises(PasswordNeeded):
        unlink_identity(SocialAccount.objects.get(), by=siti)
    assert SocialAccount.objects.exists()


def test_identities_move_with_a_merger_of_accounts(client, provider, site, siti):
    old = worlds.make_user("siti.lama")
    link_identity(old, Identity(ISSUER, "abc-1"), site=site, now=worlds.NOW)
    officer = worlds.make_user("petugas", is_superuser=True)
    merge_accounts(old, siti, site=site, reason="Orang yang sama", by=officer, now=worlds.NOW)
    assert come_back(client, provider).url == "/dashboard/"
    assert client.session["_auth_user_id"] == str(siti.pk)
