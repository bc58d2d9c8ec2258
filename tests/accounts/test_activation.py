"""The link that activates an account (B2), and another one (B6)."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.signing import TimestampSigner
from django.utils import timezone

from tests import worlds
from tests.accounts.doors import NIP, errors, link_in_mail, sign_in, submit
from tests.worlds import NOW
from widya.accounts.actions import Registration, register, send_activation
from widya.accounts.models import User

pytestmark = pytest.mark.django_db
RESEND = "/akun/aktivasi/kirim-ulang/"
RESENT = "/akun/aktivasi/kirim-ulang/terkirim/"
EMAIL = "siti@example.go.id"
INVALID = "Tautan tidak berlaku"


@pytest.fixture(autouse=True)
def site():
    return worlds.make_site()


@pytest.fixture
def siti(site):
    """Return an account that waits; its link is in the newest mail."""
    wish = Registration(
        username=NIP,
        email=EMAIL,
        password=worlds.PASSWORD,
        profile={"name": "Siti Rahmawati", "nip": NIP},
    )
    return register(wish, site=site, now=NOW)


def is_active(user):
    return User.objects.get(pk=user.pk).is_active


def test_the_link_shows_a_page_whose_button_activates(client, siti):
    link = link_in_mail()
    page = client.get(link).text
    assert "Aktifkan akun" in page
    assert "Siti Rahmawati" in page
    assert EMAIL in page
    assert not is_active(siti)
    response = client.post(link, follow=True)
    assert response.redirect_chain[-1][0] == "/akun/login/"
    assert "Akun Anda aktif." in response.text
    assert is_active(siti)
    assert User.objects.get().activated_at is not None
    assert EmailAddress.objects.get().verified


def test_before_it_the_person_is_told_after_it_signed_in(client, siti):
    response = sign_in(client, NIP)
    assert errors(response) == {"login": ["Akun Anda belum diaktivasi"]}
    assert RESEND in response.text
    client.post(link_in_mail())
    assert sign_in(client, NIP).url == "/dashboard/"


def test_looking_at_the_link_as_mail_scanners_do_uses_nothing_up(client, siti):
    for _ in range(3):
        client.get(link_in_mail())
        client.head(link_in_mail())
    client.post(link_in_mail())
    assert is_active(siti)


def assert_worthless(client, link):
    for response in (client.get(link), client.post(link)):
        assert INVALID in response.text
        assert RESEND in response.text


def test_a_used_link_says_so(client, siti):
    client.post(link_in_mail())
    assert_worthless(client, link_in_mail())


def test_a_link_is_good_for_24_hours(client, siti, monkeypatch):
    link, now = link_in_mail(), timezone.now()
    wind_clock(monkeypatch, now + timedelta(hours=23, minutes=59))
    assert INVALID not in client.get(link).text
    wind_clock(monkeypatch, now + timedelta(hours=24, minutes=1))
    assert_worthless(client, link)
    assert not is_active(siti)


def wind_clock(monkeypatch, now):
    monkeypatch.setattr("django.core.signing.time.time", now.timestamp)
    assert isinstance(TimestampSigner().timestamp(), str)


def test_a_newer_link_makes_the_older_one_worthless(client, siti, site):
    older = link_in_mail()
    send_activation(siti, site=site, now=NOW)
    assert_worthless(client, older)
    client.post(link_in_mail())
    assert is_active(siti)


@pytest.mark.parametrize("key", ["x", "MQ:1xyz:abc", "%3Cb%3E", "terkirim"])
def test_what_is_no_link_says_so(client, key):
    assert_worthless(client, f"/akun/aktivasi/{key}/")


def test_a_link_of_another_signs_the_first_person_out(client, siti):
    client.force_login(worlds.make_user("budi"))
    client.get(link_in_mail())
    assert "_auth_user_id" not in client.session
    client.post(link_in_mail())
    assert is_active(siti)


def test_a_link_does_not_open_an_account_that_the_staff_shut(client, siti):
    link = link_in_mail()
    User.objects.update(activated_at=NOW)
    client.post(link)
    assert not is_active(siti)
    assert errors(sign_in(client, NIP)) == {
        "login": ["Akun Anda dinonaktifkan. Hubungi pengelola situs."]
    }


def test_of_two_accounts_with_one_address_the_first_to_confirm_it_wins(client, siti, site):
    first = link_in_mail()
    wish = Registration(
        username="siti", email=EMAIL, password=worlds.PASSWORD, profile={"name": "Siti"}
    )
    second = register(wish, site=site, now=NOW)
    client.post(first)
    response = client.post(link_in_mail(), follow=True)
    assert "sudah dipakai akun lain" in response.text
    assert (is_active(siti), is_active(second)) == (True, False)


def resend(client, identifier=NIP, email=EMAIL, **fields):
    return submit(client, RESEND, identifier=identifier, email=email, **fields)


def test_another_link_is_sent_and_the_older_dies(client, siti):
    older = link_in_mail()
    assert resend(client, "19900101 201503 1 001", EMAIL.upper()).url == RESENT
    assert len(mail.outbox) == 2
    assert_worthless(client, older)
    client.post(link_in_mail())
    assert is_active(siti)


@pytest.mark.parametrize(
    ("identifier", "email"),
    [(NIP, "lain@example.id"), ("199001012015032002", EMAIL), ("budi", "budi@example.id")],
)
def test_a_pair_that_fits_no_waiting_account_gets_the_same_answer(client, siti, identifier, email):
    worlds.make_user("budi")
    mail.outbox.clear()
    right, wrong = resend(client), resend(client, identifier, email)
    assert (right.status_code, right.url) == (wrong.status_code, wrong.url)
    assert len(mail.outbox) == 1


def test_an_account_that_the_staff_shut_gets_no_link(client, siti):
    User.objects.update(activated_at=NOW)
    mail.outbox.clear()
    assert resend(client).url == RESENT
    assert mail.outbox == []


def test_links_are_sent_five_times_an_hour(client, siti):
    mail.outbox.clear()
    answers = [resend(client) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Tunggu paling lama 1 jam" in answers[-1].text
    assert len(mail.outbox) == 5


def test_unknown_accounts_are_counted_alike(client):
    statuses = [resend(client, "tidak-ada").status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]


def test_the_human_check_comes_first(client, siti):
    mail.outbox.clear()
    wrong = {"check": "picture", "human_check_0": "x", "human_check_1": "y"}
    response = submit(client, RESEND, wrong, identifier=NIP, email=EMAIL)
    assert list(errors(response)) == ["human_check"]
    assert mail.outbox == []
