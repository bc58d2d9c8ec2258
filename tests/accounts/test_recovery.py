"""“Lupa Password”: a code by mail, then the new password (B7)."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests import worlds
from tests.accounts.doors import NIP, code_in_mail, errors, sign_in, submit
from widya.accounts.models import User

pytestmark = pytest.mark.django_db
START, CODE_PAGE = "/akun/lupa-password/", "/akun/lupa-password/kode/"
EMAIL = "siti@example.id"
NEW_PASSWORD = "Belajar-2027"
WRONG = {"code": ["Kode salah. Periksa lagi kode di mail terbaru dari kami."]}


@pytest.fixture(autouse=True)
def site():
    return worlds.make_site(platform_name="MOOC Uji")


@pytest.fixture
def siti():
    return worlds.make_user("siti", nip=NIP, email=EMAIL, name="Siti Rahmawati")


def ask(client, identifier=NIP, email=EMAIL):
    return submit(client, START, identifier=identifier, email=email)


def change(client, code, password=NEW_PASSWORD, again=None):
    again = password if again is None else again
    return client.post(CODE_PAGE, {"code": code, "password1": password, "password2": again})


def has_password(password):
    return User.objects.get(username="siti").check_password(password)


def wrong_code():
    return wrong_code_of(mail.outbox[-1])


def wrong_code_of(message):
    return "111111" if re.search("^000000$", message.body, re.MULTILINE) else "000000"


@pytest.mark.parametrize("identifier", [NIP, "19900101 201503 1 001", "SITI"])
def test_the_code_from_the_mail_changes_the_password(client, siti, identifier):
    assert ask(client, identifier, EMAIL.upper()).url == CODE_PAGE
    assert "Ubah Password" in client.get(CODE_PAGE).text
    response = change(client, code_in_mail())
    assert response.url == "/akun/login/"
    assert "Password sudah diganti." in client.get(response.url).text
    assert has_password(NEW_PASSWORD)
    assert sign_in(client, NIP, NEW_PASSWORD).url == "/dashboard/"


def test_the_mail_goes_to_the_accounts_address_and_expires(client, siti):
    ask(client)
    (message,) = mail.outbox
    assert message.to == [EMAIL]
    assert message.subject == "Kode untuk password baru di MOOC Uji"
    left = message.expires_at - timezone.now()
    assert timedelta(minutes=14) < left <= timedelta(minutes=15)
    assert code_in_mail() in message.alternatives[0][0]


@pytest.mark.parametrize(
    ("identifier", "email"), [(NIP, "lain@example.id"), ("tidak-ada", EMAIL), ("shut", EMAIL)]
)
def test_a_pair_that_does_not_fit_meets_the_same_pages(client, siti, identifier, email):
    worlds.make_user("shut", is_active=False, activated_at=worlds.NOW, email=EMAIL)
    other = Client()
    right, wrong = ask(client), ask(other, identifier, email)
    assert (right.status_code, right.url) == (wrong.status_code, wrong.url)
    assert len(mail.outbox) == 1
    assert plain(client.get(CODE_PAGE).text) == plain(other.get(CODE_PAGE).text)
    for password in ("pendek", "Siti-Rahmawati-1", NEW_PASSWORD):
        typed = {"code": wrong_code(), "password": password}
        assert errors_of(client, typed) == errors_of(other, typed)


def test_who_has_not_activated_the_account_gets_the_link_and_meets_the_same_pages(client, siti):
    worlds.make_user("budi", is_active=False, email="budi@example.id")
    other = Client()
    assert ask(client).url == ask(other, "budi", "budi@example.id").url
    assert [each.to for each in mail.outbox] == [[EMAIL], ["budi@example.id"]]
    [link] = re.findall(r"http://localhost(/akun/aktivasi/\S+)", mail.outbox[1].body)
    assert plain(client.get(CODE_PAGE).text) == plain(other.get(CODE_PAGE).text)
    typed = {"code": wrong_code_of(mail.outbox[0]), "password": NEW_PASSWORD}
    assert errors_of(client, typed) == errors_of(other, typed)
    assert other.get(link).status_code == 200
    other.post(link)
    assert User.objects.get(username="budi").is_active


def test_who_cannot_open_the_address_is_led_to_help(client, siti):
    assert 'href="/kontak-kami/">Minta bantuan' in client.get(START).text
    ask(client)
    assert 'href="/kontak-kami/">Minta bantuan' in client.get(CODE_PAGE).text


def errors_of(client, typed):
    return errors(change(client, typed["code"], typed["password"]))


def plain(page):
    """Return the page without its token, which differs each time."""
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_a_wrong_code_leaves_the_password_as_it_is(client, siti):
    ask(client)
    assert errors(change(client, wrong_code())) == WRONG
    assert has_password(worlds.PASSWORD)


@pytest.mark.parametrize("identifier", [NIP, "tidak-ada"])
def test_after_three_wrong_codes_one_has_to_ask_again(client, siti, identifier):
    ask(client)
    code = wrong_code()
    ask(client, identifier)
    answers = [change(client, code) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert answers[-1].url == START
    assert "Minta kode baru" in client.get(START).text
    assert change(client, code_in_mail()).url == START
    assert has_password(worlds.PASSWORD)


def test_many_guesses_count_for_the_address_too(client, siti, settings):
    limits = {**settings.ACCOUNT_RATE_LIMITS, "reset_password_code": "2/h/key"}
    settings.ACCOUNT_RATE_LIMITS = limits
    ask(client)
    for _ in range(2):
        change(client, wrong_code())
    response = change(client, code_in_mail())
    assert response.status_code == 429
    assert has_password(worlds.PASSWORD)


def test_a_code_is_good_once(client, siti):
    ask(client)
    code = code_in_mail()
    change(client, code)
    assert change(client, code, "Belajar-2028").url == START
    assert has_password(NEW_PASSWORD)


def test_a_code_is_good_for_15_minutes(client, siti, monkeypatch):
    ask(client)
    later = timezone.now() + timedelta(minutes=15, seconds=1)
    monkeypatch.setattr(
        "allauth.account.internal.flows.code_verification.time.time", later.timestamp
    )
    assert change(client, code_in_mail()).url == START
    assert has_password(worlds.PASSWORD)


def test_a_code_is_good_only_in_the_browser_that_asked_for_it(client, siti):
    other = Client()
    ask(client)
    first = other_code = code_in_mail()
    while other_code == first:
        ask(other)
        other_code = code_in_mail()
    assert errors(change(other, first)) == WRONG
    assert change(client, first).url == "/akun/login/"


def test_a_changed_password_makes_codes_in_other_browsers_worthless(client, siti):
    other = Client()
    ask(other)
    older = code_in_mail()
    ask(client)
    change(client, code_in_mail())
    assert change(other, older, "Belajar-2028").url == START
    assert has_password(NEW_PASSWORD)


def test_all_other_sessions_end(client, siti):
    elsewhere = Client()
    elsewhere.force_login(siti)
    ask(client)
    change(client, code_in_mail())
    assert elsewhere.get("/akun/profil/").status_code == 302


def test_who_was_locked_out_by_wrong_passwords_signs_in_with_the_new_one(client, siti):
    for _ in range(6):
        response = sign_in(client, NIP, "x")
    assert response.status_code == 429
    ask(client)
    change(client, code_in_mail())
    assert sign_in(client, NIP, NEW_PASSWORD).url == "/dashboard/"


@pytest.mark.parametrize(
    ("password", "again", "field"),
    [
        ("Pendek1", None, "password1"),
        ("tanpabesar1", None, "password1"),
        ("Siti-Rahmawati-1", None, "password1"),
        (NEW_PASSWORD, "Lain-2027", "password2"),
    ],
)
def test_a_password_that_breaks_a_rule_is_refused_at_its_field(
    client, siti, password, again, field
):
    ask(client)
    assert list(errors(change(client, code_in_mail(), password, again))) == [field]
    assert has_password(worlds.PASSWORD)
    assert change(client, code_in_mail()).url == "/akun/login/"


def test_codes_are_sent_five_times_an_hour(client, siti):
    answers = [ask(client) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Tunggu paling lama 1 jam" in answers[-1].text
    assert len(mail.outbox) == 5


def test_the_second_page_without_the_first_leads_to_it(client):
    assert client.get(CODE_PAGE).url == START


def test_the_sign_in_page_leads_here_after_a_wrong_password(client, siti):
    assert START in sign_in(client, NIP, "x").text
