"""Somebody whom the provider knows and the platform does not."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail

from tests.accounts.doors import errors, is_signed_in, submit
from tests.sso.conftest import NIP
from tests.sso.fake_provider import ISSUER, come_back
from widya.accounts.models import User
from widya.organisation.models import SiteSettings, Unit

START = "/akun/sso/daftar/"
INTERNAL, EXTERNAL = f"{START}internal/", f"{START}external/"
EMAIL = "ayu@kemenkum.go.id"
VERIFIED = {"email": EMAIL, "email_verified": True, "name": "Ayu Lestari"}
DATA = {
    "workplace": "Pemkot Ambon",
    "name": "Ayu Lestari",
    "identifier": "ayu.l",
    "phone": "081234567890",
    "position": "Analis",
    "password1": "Rahasia-Ayu-2026",
    "password2": "Rahasia-Ayu-2026",
}


def allow(site, **settings):
    SiteSettings.objects.filter(site=site).update(**settings)


def test_the_data_step_is_filled_in_with_what_the_provider_knows(client, provider, site):
    come_back(client, provider, **VERIFIED, nip=NIP)
    assert client.get(START).url == INTERNAL
    form = client.get(INTERNAL).context["form"]
    told = {name: form[name].value() for name in ("name", "identifier", "email")}
    assert told == {"name": "Ayu Lestari", "identifier": NIP, "email": EMAIL}
    assert form.fields["email"].disabled


def test_a_nip_that_the_provider_knows_cannot_be_changed_for_anothers(client, provider, site):
    unit = Unit.add_root(name="Kanwil Maluku", kind=Unit.Kind.REGIONAL)
    come_back(client, provider, **VERIFIED, nip=NIP)
    data = {**DATA, "identifier": "199001012015031002", "unit": unit.pk}
    assert submit(client, INTERNAL, **data).url == "/dashboard/"
    assert User.objects.get(email=EMAIL).nip == NIP


def test_a_nip_of_the_provider_that_is_none_is_typed(client, provider, site):
    come_back(client, provider, **VERIFIED, nip="199099992015031001")
    field = client.get(INTERNAL).context["form"].fields["identifier"]
    assert not field.disabled


def test_a_verified_address_makes_an_active_account_and_signs_in(client, provider, site):
    come_back(client, provider, query={"next": "/akun/profil/"}, **VERIFIED)
    assert client.get(START).url == EXTERNAL
    response = submit(client, EXTERNAL, **DATA, email="else@evil.example")
    assert response.url == "/akun/profil/"
    user = User.objects.get(username="ayu.l")
    assert (user.email, user.is_active, user.joined_through) == (EMAIL, True, site)
    assert EmailAddress.objects.get(user=user).verified
    assert SocialAccount.objects.get(provider=ISSUER, uid="abc-1").user == user
    assert client.session["_auth_user_id"] == str(user.pk)
    assert [each.to for each in mail.outbox] == [[EMAIL]]


def test_an_employee_chooses_the_unit(client, provider, site):
    unit = Unit.add_root(name="Kanwil Maluku", kind=Unit.Kind.REGIONAL)
    come_back(client, provider, **VERIFIED, nip=NIP)
    data = {**DATA, "identifier": NIP, "unit": unit.pk}
    assert submit(client, INTERNAL, **data).url == "/dashboard/"
    assert User.objects.get(nip=NIP).unit == unit


def test_an_address_that_is_not_verified_is_confirmed_by_mail(client, provider, site):
    come_back(client, provider, email=EMAIL)
    assert client.get(EXTERNAL).context["form"]["email"].value() is None
    response = submit(client, EXTERNAL, **DATA, email=EMAIL)
    assert response.url == "/akun/daftar/terkirim/"
    assert not User.objects.get(username="ayu.l").is_active
    assert not is_signed_in(client)
    assert come_back(client, provider).status_code == 403


def test_an_address_that_somebody_has_is_not_told_to_who_types_it(client, provider, siti):
    come_back(client, provider)
    response = submit(client, EXTERNAL, **DATA, email=siti.email)
    assert response.url == "/akun/daftar/terkirim/"
    assert not SocialAccount.objects.exists()
    assert mail.outbox[-1].to == [siti.email]


def test_a_user_name_that_somebody_has_is_refused(client, provider, siti):
    come_back(client, provider, **VERIFIED)
    assert "identifier" in errors(submit(client, EXTERNAL, **{**DATA, "identifier": "siti"}))
    assert not is_signed_in(client)


def test_where_the_staff_make_accounts_the_page_says_so(client, provider, site):
    allow(site, registration="closed")
    come_back(client, provider, **VERIFIED)
    page = client.get(START).content.decode()
    assert "Belum ada akun untuk Anda" in page
    assert "akun dibuat oleh pengelola" in page
    assert "Pendaftaran ditutup" in client.get(EXTERNAL).content.decode()


def test_a_verified_address_of_another_domain_is_told_before_anything_is_typed(
    client, provider, site
):
    allow(site, registration="domains", registration_domains="kemenkum.go.id")
    come_back(client, provider, **VERIFIED)
    assert client.get(START).url == EXTERNAL
    come_back(client, provider, email="ayu@gmail.example")
    page = client.get(START).content.decode()
    assert "ayu@gmail.example, tetapi di situs ini hanya alamat email dari kemenkum.go.id" in page


def test_where_only_employees_register_everybody_is_asked_for_the_nip(client, provider, site):
    allow(site, registration="internal")
    come_back(client, provider, **VERIFIED)
    assert client.get(START).url == INTERNAL
    assert client.get(EXTERNAL).status_code == 404


@pytest.mark.parametrize("address", [START, INTERNAL, EXTERNAL])
def test_nobody_registers_here_without_having_been_at_the_provider(client, site, address):
    assert client.get(address).url == "/akun/login/"


def test_what_waits_for_a_password_is_not_for_registration(client, provider, siti):
    come_back(client, provider, email=siti.email, email_verified=True)
    assert client.get(EXTERNAL).url == "/akun/login/"
    assert User.objects.count() == 1
