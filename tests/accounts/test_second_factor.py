"""Signing in with a second step, and staff who must (B19)."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests import worlds
from tests.accounts.doors import errors, is_signed_in, sign_in
from widya.accounts.actions import grant_role, set_up_roles
from widya.organisation.models import SiteSettings

pytestmark = pytest.mark.django_db
ACTIVATE, DEACTIVATE = "/akun/dua-langkah/aktifkan/", "/akun/dua-langkah/matikan/"
CODES, AGAIN = "/akun/dua-langkah/kode/", "/akun/konfirmasi/"
SECOND_STEP = "/akun/login/kode/"


@pytest.fixture(autouse=True)
def site():
    return worlds.make_site(platform_name="MOOC Uji")


@pytest.fixture
def siti(client):
    siti = worlds.make_user("siti")
    client.force_login(siti)
    return siti


def confirm_password(client, following):
    return client.post(
        f"{AGAIN}?next={following}", {"password": worlds.PASSWORD, "next": following}
    )


def code_for(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def activate(client):
    """Set the second step up as the page says; return the secret."""
    confirm_password(client, ACTIVATE)
    page = client.get(ACTIVATE).text
    secret = re.search(r">([A-Z2-7]{32})<", page).group(1)
    client.post(ACTIVATE, {"code": code_for(secret)})
    return secret


def test_setting_it_up_asks_for_the_password_first(client, siti):
    response = client.get(ACTIVATE)
    assert response.url == f"{AGAIN}?next={ACTIVATE.replace('/', '%2F')}"
    assert list(errors(client.post(AGAIN, {"password": "x"}))) == ["password"]
    assert confirm_password(client, ACTIVATE).url == ACTIVATE


def test_the_page_shows_the_secret_as_picture_and_text(client, siti):
    confirm_password(client, ACTIVATE)
    page = client.get(ACTIVATE)
    assert "data:image/svg+xml;base64," in page.text
    assert "issuer=MOOC%20Uji" in page.context["totp_url"]


def test_a_wrong_code_activates_nothing(client, siti):
    confirm_password(client, ACTIVATE)
    client.get(ACTIVATE)
    response = client.post(ACTIVATE, {"code": "12"})
    assert errors(response) == {
        "code": ["Kode salah. Tulis kode yang sekarang tampil di aplikasi."]
    }
    assert not Authenticator.objects.exists()


def test_signing_in_then_takes_password_and_code(client, siti):
    secret = activate(client)
    client.logout()
    assert sign_in(client).url == SECOND_STEP
    assert not is_signed_in(client)
    assert client.get("/dashboard/").status_code == 302
    assert list(errors(client.post(SECOND_STEP, {"code": "000000"}))) == ["code"]
    assert client.post(SECOND_STEP, {"code": code_for(secret)}).url == "/dashboard/"
    assert is_signed_in(client)


def test_the_page_that_was_asked_for_is_reached_after_both_steps(client, siti):
    secret = activate(client)
    client.logout()
    sign_in(client, next="/berita/")
    assert client.post(SECOND_STEP, {"code": code_for(secret)}).url == "/berita/"


def test_who_lost_app_and_codes_is_led_to_help(client, siti):
    activate(client)
    client.logout()
    sign_in(client)
    page = client.get(SECOND_STEP)
    assert "Aplikasi dan kode cadangan hilang?" in page.text
    assert 'href="/kontak-kami/"' in page.text


def test_the_second_step_without_the_first_leads_to_it(client):
    assert client.get(SECOND_STEP).url == "/akun/login/"


def recovery_codes(client):
    return re.findall(r"<li>(\d{8})</li>", client.get(CODES).text)


def test_a_recovery_code_stands_in_for_the_app_once(client, siti):
    activate(client)
    codes = recovery_codes(client)
    assert len(codes) == 10
    for code, is_good in ((codes[0], True), (codes[0], False)):
        client.logout()
        sign_in(client)
        client.post(SECOND_STEP, {"code": code})
        assert is_signed_in(client) is is_good


def test_recovery_codes_are_downloaded_and_made_anew(client, siti):
    activate(client)
    codes = recovery_codes(client)
    download = client.get("/akun/dua-langkah/kode/unduh/")
    assert download.text.split() == codes
    client.post("/akun/dua-langkah/kode/buat/")
    assert not set(recovery_codes(client)) & set(codes)


def test_the_settings_say_whether_it_is_active(client, siti):
    assert ACTIVATE in client.get("/akun/pengaturan/").text
    activate(client)
    assert DEACTIVATE in client.get("/akun/pengaturan/").text


def test_it_can_be_switched_off(client, siti):
    activate(client)
    client.post(DEACTIVATE)
    assert not Authenticator.objects.exists()
    client.logout()
    assert sign_in(client).url == "/dashboard/"


class TestStaffWhoMust:
    @pytest.fixture
    def staff(self, client, site):
        set_up_roles(site, site.root_page)
        SiteSettings.objects.update(staff_second_factor=True)
        staff = worlds.make_user("staf")
        grant_role(staff, site, "author")
        client.force_login(staff)
        return staff

    def test_they_set_it_up_before_they_enter(self, client, staff):
        response = client.get("/admin/")
        assert response.url == ACTIVATE
        activate(client)
        assert client.get("/admin/").status_code == 200

    def test_no_other_host_is_a_way_around(self, client, staff):
        worlds.make_site("kemenkum.localhost", is_default=False)
        response = client.get("/admin/", HTTP_HOST="kemenkum.localhost")
        assert response.url == ACTIVATE

    def test_they_cannot_switch_it_off(self, client, staff):
        activate(client)
        assert "tidak dapat dimatikan" in client.get(DEACTIVATE).text
        client.post(DEACTIVATE)
        assert Authenticator.objects.exists()

    def test_superusers_must_too(self, client, staff):
        client.force_login(worlds.make_user("super", is_superuser=True))
        assert client.get("/admin/").url == ACTIVATE

    def test_staff_of_other_sites_need_not(self, client, staff):
        other = worlds.make_site("kemenkum.localhost", is_default=False)
        set_up_roles(other, other.root_page)
        writer = worlds.make_user("penulis")
        grant_role(writer, other, "author")
        client.force_login(writer)
        assert client.get("/admin/").status_code == 200
