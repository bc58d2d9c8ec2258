"""Changing one's e-mail address: it counts when it is confirmed (B18)."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from tests import worlds
from tests.accounts.doors import link_in_mail
from widya.accounts.models import User

pytestmark = pytest.mark.django_db
PROFILE, CHANGE = "/akun/profil/", "/akun/profil/email/"
OLD, NEW = "siti@example.id", "siti.baru@example.id"


@pytest.fixture(autouse=True)
def site():
    return worlds.make_site()


@pytest.fixture
def siti(client):
    siti = worlds.make_user("siti", email=OLD)
    client.force_login(siti)
    return siti


def change(client, email=NEW, password=worlds.PASSWORD):
    return client.post(CHANGE, {"email-email": email, "email-password": password})


def email_of(user):
    return User.objects.get(pk=user.pk).email


def email_errors(response):
    return dict(response.context["email_form"].errors.items())


def mails_by_recipient():
    return {message.to[0]: message for message in mail.outbox}


def link_to(email):
    mail.outbox[:] = [mails_by_recipient()[email]]
    return link_in_mail()


def test_a_new_address_counts_when_its_link_was_opened(client, siti):
    assert change(client).url == PROFILE
    assert NEW in client.get(PROFILE).text
    assert email_of(siti) == OLD
    link = link_to(NEW)
    assert NEW in client.get(link).text
    client.post(link)
    assert email_of(siti) == NEW
    assert EmailAddress.objects.get(user=siti).email == NEW


def test_the_old_address_is_told_at_once(client, siti):
    change(client)
    notice = mails_by_recipient()[OLD]
    assert NEW in notice.body
    assert "/akun/lupa-password/" in notice.body


def test_of_two_requests_only_the_newer_link_counts(client, siti):
    change(client, "salah@example.id")
    older = link_to("salah@example.id")
    mail.outbox.clear()
    change(client)
    client.post(older)
    assert email_of(siti) == OLD
    client.post(link_to(NEW))
    assert email_of(siti) == NEW


@pytest.mark.parametrize(
    ("email", "password", "field"),
    [
        (OLD.upper(), worlds.PASSWORD, "email"),
        ("siti@", worlds.PASSWORD, "email"),
        (NEW, "x", "password"),
        (NEW, "", "password"),
    ],
)
def test_what_is_wrong_stands_at_its_field(client, siti, email, password, field):
    response = change(client, email, password)
    assert list(email_errors(response)) == [field]
    assert mail.outbox == []


def test_the_address_of_another_account_gets_the_same_answer(client, siti):
    worlds.make_user("budi", email=NEW)
    assert change(client).url == PROFILE
    assert "Anda sudah punya akun" in mails_by_recipient()[NEW].subject
    assert not EmailAddress.objects.exists()


def test_an_address_that_another_account_got_meanwhile_is_refused(client, siti):
    change(client)
    link = link_to(NEW)
    worlds.make_user("budi", email=NEW)
    response = client.post(link, follow=True)
    assert "sudah dipakai akun lain" in response.text
    assert email_of(siti) == OLD


def test_it_may_be_asked_for_five_times_an_hour(client, siti):
    statuses = [change(client, password="x").status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
