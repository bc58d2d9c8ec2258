"""Which addresses are called, and how much of an answer is read."""

import pytest
import requests

from tests.sso.fake_provider import ISSUER, response
from widya.sso import discovery, transport
from widya.sso.addresses import is_allowed
from widya.sso.transport import BadAnswer, ProviderSession


@pytest.mark.parametrize(
    ("address", "in_production", "in_tests"),
    [
        ("https://sso.example.go.id/realms/a", True, True),
        ("http://localhost:9000", False, True),
        ("http://sso.localhost/x", False, True),
        ("http://127.0.0.1:9000", False, True),
        ("http://sso.example.go.id", False, False),
        ("http://localhost.example.go.id", False, False),
        ("ftp://localhost/", False, False),
        ("file:///etc/passwd", False, False),
        ("https://", False, False),
        ("https://[", False, False),
        ("", False, False),
    ],
)
def test_only_https_is_called_and_this_machine_while_testing(
    settings, address, in_production, in_tests
):
    assert is_allowed(address) is in_production
    settings.SSO_LOCAL_HTTP = True
    assert is_allowed(address) is in_tests


def test_an_address_that_is_not_allowed_is_not_called(provider):
    with pytest.raises(BadAnswer), ProviderSession() as session:
        session.get("http://169.254.169.254/latest/meta-data/")
    assert not provider.asked


def test_redirects_are_not_followed(provider):
    moved = response(b"", 302)
    moved.headers["location"] = "https://elsewhere.example/"
    provider.answers["/x"] = moved
    with ProviderSession() as session:
        assert session.get(f"{ISSUER}/x").is_redirect
    assert len(provider.asked) == 1


def test_an_answer_is_read_up_to_a_size(provider):
    provider.answers["/x"] = response(b"x" * transport.MOST_BYTES)
    provider.answers["/y"] = response(b"x" * (transport.MOST_BYTES + 1))
    with ProviderSession() as session:
        assert len(session.get(f"{ISSUER}/x").content) == transport.MOST_BYTES
        with pytest.raises(BadAnswer):
            session.get(f"{ISSUER}/y")


def test_an_answer_that_drips_is_given_up(provider, monkeypatch):
    provider.answers["/x"] = response(b"x")
    seconds = iter([0, transport.MOST_SECONDS + 1])
    monkeypatch.setattr(transport, "monotonic", lambda: next(seconds))
    with pytest.raises(BadAnswer), ProviderSession() as session:
        session.get(f"{ISSUER}/x")


def test_a_provider_is_asked_once_an_hour_what_its_endpoints_are(provider):
    for _ in range(3):
        assert discovery.configuration(ISSUER)["token_endpoint"] == f"{ISSUER}/token"
    assert provider.times(discovery.PATH) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://other.example"},
        {"token_endpoint": "http://10.0.0.1/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"userinfo_endpoint": "http://sso.example.go.id/me"},
        {"token_endpoint": None},
    ],
)
def test_a_document_of_another_or_with_other_addresses_is_refused(provider, change):
    provider.answers[discovery.PATH] = response({**provider.document(), **change})
    with pytest.raises(BadAnswer):
        discovery.configuration(ISSUER)


@pytest.mark.parametrize("answer", [response([]), response(b"<html>"), response({}, 404)])
def test_what_is_no_document_is_refused(provider, answer):
    provider.answers[discovery.PATH] = answer
    with pytest.raises(requests.RequestException):
        discovery.configuration(ISSUER)
