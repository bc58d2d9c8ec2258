"""What goes wrong at the provider, or on the way, ends on a page that says what to do."""

import logging
from time import time

import pytest
import requests

from tests.accounts.doors import LOGIN, is_signed_in
from tests.sso.fake_provider import BACK, BEGIN, ISSUER, come_back, go, response
from widya.sso import discovery

REFUSED, EXPIRED = "tidak memastikan siapa Anda", "Waktu untuk masuk sudah habis"
UNREACHABLE = "sedang tidak dapat dihubungi"


def assert_says(answer, words, status):
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert "Coba lagi" in page


@pytest.mark.parametrize("query", [{}, {"state": "x", "code": "c"}, {"code": "c"}, {"error": "e"}])
def test_a_forged_state_is_refused(client, provider, siti, query):
    go(client)
    assert_says(client.get(BACK, query), EXPIRED, 400)
    assert not provider.times("/token")


def test_a_state_is_good_once(client, provider, siti):
    query = {"state": go(client)["state"], "code": "c"}
    client.get(BACK, query)
    assert_says(client.get(BACK, query), EXPIRED, 400)
    assert provider.times("/token") == 1


def test_a_state_ends_after_ten_minutes(client, provider, siti, monkeypatch):
    state = go(client)["state"]
    later = time() + 601
    monkeypatch.setattr("allauth.socialaccount.internal.statekit.time.time", lambda: later)
    assert_says(client.get(BACK, {"state": state, "code": "c"}), EXPIRED, 400)


def test_who_says_no_at_the_provider_is_back_at_the_sign_in_page(client, provider, siti):
    answer = client.get(BACK, {"state": go(client)["state"], "error": "access_denied"})
    assert answer.url == LOGIN
    assert "Masuk dengan SSO Kemenkum dibatalkan." in client.get(LOGIN).content.decode()


def test_an_error_of_the_provider_is_said_and_the_next_page_kept(client, provider, siti):
    state = go(client, next="/akun/profil/")["state"]
    answer = client.get(BACK, {"state": state, "error": "server_error"})
    assert_says(answer, REFUSED, 400)
    assert "/akun/sso/?next=%2Fakun%2Fprofil%2F" in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "answer", "words", "status"),
    [
        ("/token", requests.ConnectTimeout(), UNREACHABLE, 503),
        ("/token", response({"error": "invalid_grant"}, 400), REFUSED, 400),
        ("/token", response(b"<html>", 502, "text/html"), REFUSED, 400),
        ("/token", response(5), REFUSED, 400),
        ("/token", response({"access_token": "at"}), REFUSED, 400),
        ("/token", response({"access_token": "at", "id_token": "x.y.z"}), REFUSED, 400),
        ("/token", response({}, 302), REFUSED, 400),
        ("/me", requests.ConnectionError(), UNREACHABLE, 503),
        ("/me", response(b"no JSON"), UNREACHABLE, 503),
        ("/me", response({"sub": "somebody-else"}), REFUSED, 400),
        ("/me", response([]), REFUSED, 400),
    ],
)
def test_bad_answers_sign_nobody_in(client, provider, siti, path, answer, words, status):
    provider.answers[path] = answer
    assert_says(come_back(client, provider, nip=siti.nip), words, status)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-client"},
        {"exp": 1_000_000_000},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 192},
    ],
)
def test_an_id_token_that_is_not_for_us_signs_nobody_in(client, provider, siti, claims):
    assert_says(come_back(client, provider, nip=siti.nip, **claims), REFUSED, 400)


@pytest.mark.parametrize("error", [requests.ConnectionError(), requests.ReadTimeout()])
def test_a_provider_that_is_down_is_not_waited_for_twice(client, provider, siti, error):
    provider.answers[discovery.PATH] = error
    for _ in range(3):
        assert_says(client.get(BEGIN), UNREACHABLE, 503)
    assert provider.times(discovery.PATH) == 1


def test_a_provider_that_goes_down_meanwhile_is_no_error_of_ours(client, provider, siti):
    state = go(client)["state"]
    discovery.forget(ISSUER)
    provider.answers[discovery.PATH] = requests.ConnectionError()
    assert_says(client.get(BACK, {"state": state, "code": "c"}), UNREACHABLE, 503)


def test_nothing_secret_is_logged(client, provider, siti, caplog):
    caplog.set_level(logging.DEBUG)
    provider.answers["/token"] = response({"error": "invalid_grant", "hint": "HIDDEN"}, 400)
    come_back(client, provider)
    assert f"Sign-in by {ISSUER} failed: refused" in caplog.text
    for secret in ("HIDDEN", "s3cret", "code_verifier"):
        assert secret not in caplog.text
