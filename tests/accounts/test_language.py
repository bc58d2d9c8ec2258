"""The language that a person chose is kept with the account."""

import pytest
from django.core import mail
from django.urls import reverse

from tests import worlds
from widya.accounts import mails
from widya.accounts.actions import choose_language
from widya.accounts.models import User

pytestmark = pytest.mark.django_db
SETTINGS = "/akun/pengaturan/"


@pytest.fixture
def site():
    return worlds.make_site()


@pytest.fixture
def person(site):
    return worlds.make_user("siti", joined_through=site)


def choose(client, language):
    return client.post("/bahasa/", {"language": language}, headers={"referer": SETTINGS})


def test_the_choice_of_who_is_signed_in_is_kept_with_the_account(client, person):
    client.force_login(person)
    assert "Ubah Password" in client.get(SETTINGS).text
    choose(client, "en")
    assert User.objects.get(pk=person.pk).language == "en"
    assert client.get(SETTINGS).headers["Content-Language"] == "en"


def test_another_device_has_it_from_the_sign_in_on(client, person):
    choose_language(person, "en")
    client.force_login(person)
    assert client.get(SETTINGS).headers["Content-Language"] == "en"


def test_the_account_counts_more_than_what_a_visitor_chose_on_the_device(client, person):
    choose(client, "en")
    choose_language(person, "id")
    client.force_login(person)
    assert client.get(SETTINGS).headers["Content-Language"] == "id"
    client.post(reverse("account_logout"))
    assert client.get("/").headers["Content-Language"] == "en"


def test_a_visitors_choice_changes_no_account(client, person):
    choose(client, "en")
    assert client.get("/").headers["Content-Language"] == "en"
    assert not User.objects.exclude(language="").exists()


def test_an_unknown_language_is_not_kept(client, person):
    client.force_login(person)
    choose(client, "xx")
    assert User.objects.get(pk=person.pk).language == ""


def test_mails_are_in_the_language_of_the_account(site, person):
    choose_language(person, "en")
    mails.send_email_change_notice(person, "baru@example.id", site=site, now=worlds.NOW)
    choose_language(person, "id")
    mails.send_email_change_notice(person, "baru@example.id", site=site, now=worlds.NOW)
    first, second = (each.body for each in mail.outbox)
    assert "Halo Siti," in second
    assert "Halo Siti," not in first


def test_the_settings_show_the_language_in_use(client, person):
    client.force_login(person)
    page = client.get(SETTINGS).text
    assert 'value="id" lang="id" aria-current="true"' in page
