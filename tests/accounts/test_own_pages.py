"""The pages that a signed-in person has of their own: profile, settings, signing out."""

from datetime import timedelta

import pytest
from django.contrib.auth import HASH_SESSION_KEY
from django.test import Client
from django.utils import timezone

from tests import worlds
from tests.accounts.doors import errors, is_signed_in, sign_in
from widya.accounts.devices import describe_device
from widya.accounts.models import Session, User
from widya.accounts.tasks import remove_old_sessions
from widya.organisation.models import Unit

pytestmark = pytest.mark.django_db
NIP = "199001012015031001"
PROFILE = "/akun/profil/"
SETTINGS = "/akun/pengaturan/"
NEW_PASSWORD = "Belajar-2027"


@pytest.fixture(autouse=True)
def site():
    return worlds.make_site()


@pytest.fixture
def siti(client):
    unit = Unit.add_root(name="Lapas Cipinang", kind="upt")
    siti = worlds.make_user("siti", name="Siti Rahmawati", nip=NIP, unit=unit, rank="III/a")
    client.force_login(siti)
    return siti


def sign_in_from(user, user_agent):
    client = Client(headers={"user-agent": user_agent})
    assert sign_in(client, user.username).status_code == 302
    return client


@pytest.mark.parametrize("path", [PROFILE, SETTINGS])
def test_signed_out_people_are_led_through_sign_in(client, path):
    response = client.get(path)
    assert response.url == f"/akun/login/?next={path}"


def test_the_profile_shows_ones_data(client, siti):
    page = client.get(PROFILE).text
    for text in ("Siti Rahmawati", "19900101 201503 1 001", "Lapas Cipinang", "III/a", siti.email):
        assert text in page
    assert "Simpan Perubahan Profil" in page


def test_position_and_telephone_are_ones_own_to_change(client, siti):
    typed = {"position": "Wali Pemasyarakatan", "phone": "+62 812-3456-7890"}
    response = client.post(PROFILE, {**typed, "name": "Orang Lain", "nip": "1", "rank": "IV/e"})
    assert response.url == PROFILE
    siti.refresh_from_db()
    assert (siti.position, siti.phone) == (typed["position"], typed["phone"])
    assert (siti.name, siti.nip, siti.rank) == ("Siti Rahmawati", NIP, "III/a")
    assert "Perubahan profil sudah disimpan." in client.get(PROFILE).text


def test_a_workplace_is_an_outsiders_own_to_change(client, siti):
    typed = {"position": "Analis", "phone": "", "workplace": "Pemkot Ambon"}
    client.post(PROFILE, typed)
    siti.refresh_from_db()
    assert siti.workplace == ""  # an employee's place is a unit
    User.objects.filter(pk=siti.pk).update(employee_type="external")
    client.post(PROFILE, typed)
    siti.refresh_from_db()
    assert siti.workplace == "Pemkot Ambon"
    response = client.post(PROFILE, {**typed, "workplace": " "})
    assert list(response.context["form"].errors) == ["workplace"]


def test_a_wrong_telephone_is_named_and_kept_in_the_form(client, siti):
    response = client.post(PROFILE, {"position": "Wali", "phone": "<b>tidak ada</b>"})
    assert list(errors(response)) == ["phone"]
    assert "&lt;b&gt;tidak ada&lt;/b&gt;" in response.text
    siti.refresh_from_db()
    assert siti.phone == ""


def change_password(client, new=NEW_PASSWORD, **changes):
    typed = {"oldpassword": worlds.PASSWORD, "password1": new, "password2": new}
    return client.post(SETTINGS, {**typed, **changes})


def test_the_password_is_changed_and_other_devices_are_signed_out(client, siti):
    elsewhere = sign_in_from(siti, "Firefox")
    assert change_password(client).url == SETTINGS
    siti.refresh_from_db()
    assert siti.check_password(NEW_PASSWORD)
    assert client.get(PROFILE).status_code == 200
    assert elsewhere.get(PROFILE).status_code == 302


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"oldpassword": "x"}, "oldpassword"),
        ({"password2": "Lain-2027"}, "password2"),
        ({"new": "Pendek1"}, "password1"),
        ({"new": "tanpabesar1"}, "password1"),
        ({"new": "TanpaAngka"}, "password1"),
        ({"new": "Password1"}, "password1"),
        ({"new": "Siti-Rahmawati-1"}, "password1"),
    ],
)
def test_a_password_that_breaks_a_rule_is_refused_at_its_field(client, siti, changes, field):
    assert list(errors(change_password(client, **changes))) == [field]
    siti.refresh_from_db()
    assert siti.check_password(worlds.PASSWORD)


def test_the_settings_list_the_devices_this_one_first(client, siti):
    other = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
    signed_in = sign_in_from(siti, other)
    client.logout()
    here = sign_in_from(siti, "Mozilla/5.0 (Windows NT 10.0) Firefox/131.0")
    rows = here.get(SETTINGS).context["devices"]
    assert [row["name"] for row in rows] == ["Firefox, Windows", "Chrome, Android"]
    assert [row["is_current"] for row in rows] == [True, False]
    here.post("/akun/pengaturan/perangkat-lain/keluar/")
    assert len(here.get(SETTINGS).context["devices"]) == 1
    assert here.get(PROFILE).status_code == 200
    assert signed_in.get(PROFILE).status_code == 302


def test_the_list_leaves_out_what_opens_nothing_any_more(client, siti):
    client.logout()
    ended, old, here = (sign_in_from(siti, name) for name in ("Firefox", "Chrome", "Edg"))
    Session.objects.filter(pk=ended.session.session_key).update(expire_date=timezone.now())
    session = old.session
    session[HASH_SESSION_KEY] = "that of another password"
    session.save()
    assert [row["name"] for row in here.get(SETTINGS).context["devices"]] == ["Edge"]


def test_a_new_password_keeps_this_device_with_what_is_known_of_it(client, siti):
    client.logout()
    here = sign_in_from(siti, "Firefox")
    before = here.get(SETTINGS).context["devices"]
    assert change_password(here).status_code == 302
    assert here.get(SETTINGS).context["devices"] == before
    assert before[0]["ip"] == "127.0.0.1"


def test_the_worker_deletes_sessions_whose_time_is_over(client, siti):
    ended, living = sign_in_from(siti, "Firefox"), sign_in_from(siti, "Chrome")
    past = timezone.now() - timedelta(seconds=1)
    Session.objects.filter(pk=ended.session.session_key).update(expire_date=past)
    remove_old_sessions()
    left = Session.objects.values_list("pk", flat=True)
    assert living.session.session_key in left
    assert ended.session.session_key not in left


def test_other_devices_are_signed_out_by_post_only(client, siti):
    assert client.get("/akun/pengaturan/perangkat-lain/keluar/").status_code == 405


@pytest.mark.parametrize(
    ("user_agent", "expected"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/130 Safari/537", "Chrome, Linux"),
        ("curl/8.0", ""),
    ],
)
def test_devices_are_named_as_people_know_them(user_agent, expected):
    assert describe_device(user_agent) == expected


def test_signing_out_asks_first_and_goes_home(client, siti):
    assert "Keluar dari akun?" in client.get("/akun/logout/").text
    assert is_signed_in(client)
    response = client.post("/akun/logout/")
    assert response.url == "/"
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("came_from", "is_asked"), [("same-origin", False), ("same-site", True), ("cross-site", True)]
)
def test_a_form_of_another_site_signs_nobody_out(siti, came_from, is_asked):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(siti)
    response = strict.post("/akun/logout/", headers={"Sec-Fetch-Site": came_from})
    assert ("Keluar dari akun?" in response.text) == is_asked
    assert is_signed_in(strict) == is_asked


def test_the_session_stays_behind_when_another_sites_form_is_sent(siti):
    assert sign_in(Client()).cookies["widya_session"]["samesite"] == "Lax"


def test_a_bare_page_costs_one_query_when_signed_in(client, siti, django_assert_num_queries):
    client.get("/akun/logout/")
    with django_assert_num_queries(1):  # the account; the session comes from the cache
        client.get("/akun/logout/")


def test_the_profile_costs_two_queries(client, siti, django_assert_num_queries):
    client.get(PROFILE)
    with django_assert_num_queries(2):  # the account and its unit
        client.get(PROFILE)
