"""Parts of pages that are kept for everybody: right for each site, language and section."""

import pytest
from django.conf import settings

from tests.worlds import make_site, make_user
from widya.organisation.models import SiteSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return make_site(platform_name="MOOC Imipas", label_course="Pelatihan")


@pytest.fixture
def client(client, site):
    client.force_login(make_user())
    return client


def dashboard(client, host="localhost"):
    return client.get("/dashboard/", HTTP_HOST=host).text


def test_each_site_has_its_own_header_menu_and_footer(client):
    make_site("b.localhost", is_default=False, platform_name="MOOC Kumham", label_course="Kursus")
    first, second = dashboard(client), dashboard(client, "b.localhost")
    assert "MOOC Imipas" in first
    assert "MOOC Kumham" not in first
    assert "MOOC Kumham" in second
    assert "MOOC Imipas" not in second
    assert "Kursus</a>" in second


def test_each_language_has_its_own(client):
    assert "Riwayat Ujian" in dashboard(client)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    text = dashboard(client)
    assert "Exam history" in text
    assert "Riwayat Ujian" not in text


def test_changed_settings_show_at_once(client, site):
    dashboard(client)
    changed = SiteSettings.for_site(site)
    changed.address = "Jalan Baru 1"
    changed.save()
    assert "Jalan Baru 1" in dashboard(client)


def test_the_menu_marks_the_page_that_is_open(client):
    dashboard(client)
    marked = (
        '<a href="/dashboard/favorit/" class="side-link whitespace-nowrap" aria-current="page">'
    )
    assert marked in client.get("/dashboard/favorit/").text
    assert marked not in dashboard(client)


def test_each_person_sees_their_own_name_and_nobody_elses(client, site):
    people = [make_user(name, name=f"Ibu {name}", position=f"Jabatan {name}") for name in "abc"]
    for person in people:
        client.force_login(person)
        text = dashboard(client)
        shown = {other.name for other in people if other.name in text}
        assert shown == {person.name}
        assert text.count(person.name) == 4  # greeting, profile, menu on wide and on narrow screens
        assert person.position in text


def test_each_page_has_its_own_title(client):
    paths = ["/dashboard/", "/dashboard/riwayat-ujian/", "/dashboard/"]
    titles = [client.get(path).text.split("<title>")[1].split(" — ")[0] for path in paths]
    assert titles == ["Dashboard", "Riwayat Ujian", "Dashboard"]


def test_the_sign_in_page_leads_each_visitor_on_to_where_they_wanted(client):
    client.logout()
    pages = [client.get(f"/akun/login/?next=/{place}/").text for place in ("a", "b")]
    assert ['value="/a/"' in page for page in pages] == [True, False]
    assert ['value="/b/"' in page for page in pages] == [False, True]


def test_the_sign_in_page_shows_each_visitor_another_picture(client):
    client.logout()
    pages = {client.get("/akun/login/").text.split("/akun/captcha/")[2][:100] for _ in range(3)}
    assert len(pages) == 3


def test_a_message_is_shown_once_to_its_reader(client, site):
    client.post("/akun/profil/", {"position": "Penyuluh"})
    assert "Perubahan profil sudah disimpan." in dashboard(client)
    assert "Perubahan profil sudah disimpan." not in dashboard(client)
