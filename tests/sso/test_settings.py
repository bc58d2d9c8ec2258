"""How a site's administrator sets up the provider, and how its secret is kept."""

import pytest
import requests
from django.core.exceptions import ValidationError

from tests import worlds
from tests.sso.fake_provider import CLIENT, ISSUER
from widya.accounts.actions import grant_role, set_up_roles
from widya.sso import discovery, vault
from widya.sso.addresses import validate_issuer
from widya.sso.models import IdentityProvider

FORM = {
    "is_active": "on",
    "label": "SSO Kemenkum",
    "issuer": ISSUER,
    "client_id": CLIENT,
    "client_secret": "",
    "nip_claim": "nip",
}


@pytest.fixture
def administrator(client, site):
    set_up_roles(site, site.root_page.specific)
    user = worlds.make_user("admin")
    grant_role(user, site, "administrator")
    client.force_login(user)
    return user


def address(site):
    return f"/admin/settings/sso/identityprovider/{site.pk}/"


def test_the_secret_is_encrypted_and_never_shown_again(client, provider, site, administrator):
    response = client.post(address(site), {**FORM, "client_secret": "very-s3cret"})
    assert response.status_code == 302
    kept = IdentityProvider.objects.get()
    assert kept.secret == "very-s3cret"
    assert "very" not in kept.locked_secret
    page = client.get(address(site)).content.decode()
    assert "very-s3cret" not in page
    assert kept.locked_secret not in page
    assert "http://localhost/akun/sso/kembali/" in page


def test_an_empty_field_keeps_the_secret(client, provider, site, administrator):
    client.post(address(site), {**FORM, "label": "SSO Baru"})
    kept = IdentityProvider.objects.get()
    assert (kept.label, kept.secret) == ("SSO Baru", "s3cret")


def test_a_secret_is_not_sent_to_a_new_address_unless_it_is_written_anew(
    client, provider, site, administrator
):
    moved = {**FORM, "issuer": "https://evil.example", "is_active": ""}
    page = client.post(address(site), moved).content.decode()
    assert "tulis secret-nya lagi" in page
    assert IdentityProvider.objects.get().issuer == ISSUER
    assert client.post(address(site), {**moved, "client_secret": "n3w"}).status_code == 302


def test_a_provider_that_does_not_answer_is_not_shown_on_the_sign_in_page(
    client, provider, site, administrator
):
    provider.answers[discovery.PATH] = requests.ConnectionError()
    assert "tidak menjawab sebagai penyedia" in client.post(address(site), FORM).content.decode()
    assert client.post(address(site), {**FORM, "is_active": ""}).status_code == 302
    assert not IdentityProvider.objects.get().is_active


def test_the_document_s_own_address_may_be_pasted(client, provider, site, administrator):
    pasted = {**FORM, "issuer": ISSUER + discovery.PATH}
    assert client.post(address(site), pasted).status_code == 302
    assert IdentityProvider.objects.get().issuer == ISSUER


def test_what_is_needed_for_the_button_is_asked_for(client, provider, site, administrator):
    page = client.post(address(site), {**FORM, "label": "", "client_id": ""}).content.decode()
    assert page.count("Wajib diisi untuk menampilkan tombolnya.") >= 2


def test_an_administrator_of_another_site_cannot_reach_it(client, site, administrator):
    other = worlds.make_site("lain.localhost", is_default=False)
    assert client.get(address(other)).status_code == 302
    assert client.post(address(other), FORM).status_code == 302
    assert not IdentityProvider.objects.filter(site=other).exists()


@pytest.mark.parametrize(
    "issuer",
    ["http://sso.example.go.id", "https://a.id/?x", "https://u:p@a.id", "https://a.id#x", "a.id"],
)
def test_an_issuer_is_an_https_address_without_more(issuer):
    with pytest.raises(ValidationError):
        validate_issuer(issuer)


def test_a_secret_survives_a_change_of_the_key_while_the_old_one_is_known(settings):
    stored = vault.lock("s3cret")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert vault.unlock(stored) == "s3cret"
    settings.SECRET_KEY_FALLBACKS = []
    assert vault.unlock(stored) == ""
