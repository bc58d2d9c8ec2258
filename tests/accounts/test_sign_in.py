"""The sign-in page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import worlds
from tests.accounts.doors import LOGIN, NIP, errors, is_signed_in, picture, sign_in, ticked_box
from widya.accounts.models import User
from widya.accounts.queries import devices_of
from widya.organisation.models import Unit
from widya.organisation.queries import unit_entry

pytestmark = pytest.mark.django_db
WRONG_PICTURE = {"check": "picture", "human_check_0": "x", "human_check_1": "y"}


@pytest.fixture(autouse=True)
def site():
    return worlds.make_site()


@pytest.fixture
def siti():
    return worlds.make_user("siti", nip=NIP)


@pytest.mark.parametrize(
    "login", ["siti", "SITI", " siti ", NIP, "19900101 201503 1 001", "19900101.201503.1.001"]
)
def test_a_user_name_in_any_case_or_a_nip_signs_in(client, siti, login):
    response = sign_in(client, login)
    assert (response.status_code, response.url) == (302, "/dashboard/")
    assert client.session["_auth_user_id"] == str(siti.pk)


@pytest.mark.parametrize("password", ["belajar-2026", "Belajar-2026 ", "x"])
def test_passwords_are_case_sensitive(client, siti, password):
    response = sign_in(client, password=password)
    assert errors(response) == {"password": ["NIP atau Password salah!"]}
    assert not is_signed_in(client)


def test_an_unknown_account_is_named_at_its_field(client):
    assert errors(sign_in(client, "budi")) == {"login": ["NIP belum terdaftar"]}


def test_an_inactive_account_is_told_so_when_the_password_is_right(client):
    worlds.make_user("siti", is_active=False)
    assert errors(sign_in(client)) == {"login": ["Akun Anda belum diaktivasi"]}
    assert errors(sign_in(client, password="x")) == {"password": ["NIP atau Password salah!"]}
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("login", "password"), [("budi", "x"), ("siti", "x"), ("siti", "Belajar-2026")]
)
def test_nothing_is_said_of_accounts_before_the_human_check(client, siti, login, password):
    response = sign_in(client, login, password, check=WRONG_PICTURE)
    assert list(errors(response)) == ["human_check"]
    assert not is_signed_in(client)


def test_no_password_is_checked_before_the_human_check(client, siti, checked_passwords):
    sign_in(client, check=WRONG_PICTURE)
    assert checked_passwords == []


@pytest.fixture
def checked_passwords(monkeypatch):
    checked = []
    monkeypatch.setattr(User, "check_password", lambda self, password: checked.append(password))
    return checked


@pytest.mark.parametrize("login", ["siti", "budi"])
def test_known_and_unknown_accounts_cost_one_hash(client, siti, monkeypatch, login):
    hashes = []
    monkeypatch.setattr(User, "check_password", lambda *_: hashes.append("check") or False)
    monkeypatch.setattr(User, "set_password", lambda *_: hashes.append("set"))
    sign_in(client, login)
    assert len(hashes) == 1


def test_what_was_typed_stays_except_the_password(client):
    page = sign_in(client, 'budi"><b>', "Rahasia-123").text
    assert 'value="budi&quot;&gt;&lt;b&gt;"' in page
    assert "Rahasia-123" not in page


def test_empty_fields_are_named(client):
    response = client.post(LOGIN, {})
    assert errors(response) == {
        "login": ["Tulis NIP atau username Anda."],
        "password": ["Tulis password Anda."],
        "human_check": ["Tulis kode yang terlihat pada gambar."],
    }


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/belajar/12/", "/belajar/12/"),
        ("https://jahat.example/", "/dashboard/"),
        ("//jahat.example/", "/dashboard/"),
        ("javascript:alert(1)", "/dashboard/"),
    ],
)
def test_a_safe_next_page_is_kept_through_errors_and_followed(client, siti, wanted, reached):
    page = client.get(LOGIN, {"next": wanted})
    assert page.context["redirect_field_value"] == wanted
    again = sign_in(client, password="x", next=wanted)
    assert again.context["redirect_field_value"] == wanted
    assert sign_in(client, next=wanted).url == reached


def test_signing_in_starts_a_new_session(client, siti):
    session = client.session
    session["left_by_somebody"] = True
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_who_is_signed_in_is_led_on(client, siti):
    client.force_login(siti)
    assert client.get(LOGIN, {"next": "/berita/"}).url == "/berita/"


def test_after_five_wrong_passwords_an_account_rests_however_it_is_written(client, siti):
    for login in ("siti", "SITI", " siti", "Siti", "siti "):
        assert sign_in(client, login, "x").status_code == 200
    response = sign_in(client)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "300"
    assert "Tunggu paling lama 5 menit" in errors(response)["__all__"][0]
    assert "Ada yang perlu diperbaiki" not in response.text  # only time mends it
    assert not is_signed_in(client)


def test_a_whole_office_signs_in_from_one_address_in_one_minute(client, siti):
    for _ in range(40):
        assert sign_in(client).status_code == 302
        client.logout()


def test_wrong_passwords_for_many_accounts_from_one_address_end(client, siti, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed": "2/m/ip"}
    names = [worlds.make_user(f"orang{number}").username for number in range(3)]
    statuses = [sign_in(client, name, password="Salah-2026").status_code for name in names]
    assert statuses == [200, 200, 429]
    assert not is_signed_in(client)


def test_the_page_shows_the_picture_with_its_labels(client):
    page = client.get(LOGIN).text
    for text in ("NIP/Username", "Password", "Kode pada gambar", "LOGIN", "Ganti gambar"):
        assert text in page
    assert "altcha-widget" not in page
    assert "human-check.js" not in page


def test_a_site_may_show_the_check_box_first(client, siti):
    worlds.make_site("kemenkum.localhost", is_default=False, human_check="checkbox")
    page = client.get(LOGIN, HTTP_HOST="kemenkum.localhost").text
    assert "altcha-widget" in page
    assert ".png" not in page
    assert sign_in(client, check=ticked_box(client)).status_code == 302


@pytest.mark.parametrize(
    ("show", "shown"), [("checkbox", "altcha-widget"), ("picture", "/akun/captcha/")]
)
def test_another_picture_or_the_other_check_comes_without_scripts(client, show, shown):
    typed = {"login": "siti", "password": "Rahasia-123", "next": "/berita/", "show": show}
    response = client.post(LOGIN, {**typed, **picture()})
    assert shown in response.text
    assert 'value="siti"' in response.text
    assert "Rahasia-123" not in response.text
    assert response.context["redirect_field_value"] == "/berita/"
    assert errors(response) == {}


def test_an_unheard_of_check_falls_back_to_the_sites_own(client):
    response = client.post(LOGIN, {"login": "siti", "show": "none"})
    assert "/akun/captcha/" in response.text
    response = sign_in(client, check={"check": "none"})
    assert "human_check" in errors(response)


def test_pages_for_which_allauth_is_not_used_do_not_exist(client):
    for path in ("signup/", "email/", "password/reset/", "password/set/", "confirm-email/"):
        assert client.get(f"/akun/{path}").status_code == 404


def test_the_staff_sides_own_sign_in_leads_here(client):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == f"{LOGIN}?next=/admin/"
    assert client.get("/admin/login/?next=/admin/pages/").url == f"{LOGIN}?next=/admin/pages/"


def test_the_sign_in_page_costs_no_query(client, django_assert_num_queries):
    client.get(LOGIN)
    with django_assert_num_queries(0):
        client.get(LOGIN)


def test_signing_in_costs_few_queries(client, siti, django_assert_num_queries):
    unit = Unit.add_root(name="Lapas Jayapura", kind="upt", time_zone="Asia/Jayapura")
    User.objects.filter(pk=siti.pk).update(unit=unit)
    client.get(LOGIN)
    assert unit_entry(unit.pk)  # once a minute for everybody
    check = picture()
    with django_assert_num_queries(3):  # account and its date, session
        sign_in(client, check=check)


def test_the_moment_of_the_sign_in_is_kept_once(client, siti):
    before = timezone.now()
    with CaptureQueriesContext(connection) as queries:
        sign_in(client)
    siti.refresh_from_db()
    assert before <= siti.last_login <= timezone.now()
    assert len([each for each in queries if each["sql"].startswith('UPDATE "accounts_user"')]) == 1


def test_signing_in_costs_the_same_however_many_devices_are_signed_in(
    client, siti, django_assert_num_queries
):
    for _ in range(3):
        sign_in(Client())
    check = picture()
    with django_assert_num_queries(3):
        sign_in(client, check=check)
    assert len(devices_of(siti, timezone.now())) == 4


def test_times_show_in_the_zone_of_the_unit(client):
    unit = Unit.add_root(name="Lapas Jayapura", kind="upt", time_zone="Asia/Jayapura")
    worlds.make_user("siti", unit=unit)
    sign_in(client)
    assert " WIT" in client.get("/akun/pengaturan/").text


def test_times_show_in_the_platforms_zone_without_a_unit(client, siti):
    sign_in(client)
    assert " WIB" in client.get("/akun/pengaturan/").text
