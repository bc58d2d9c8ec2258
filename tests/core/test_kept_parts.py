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
