"""How a site comes to be."""

import pytest
from wagtail.models import Page, Site

from widya.catalog.models import CatalogPage
from widya.organisation.models import SiteSettings
from widya.website.actions import found_site
from widya.website.models import FaqPage, HomePage, NewsIndexPage, TutorialIndexPage

pytestmark = pytest.mark.django_db
SETTINGS = {"platform_name": "MOOC Kemenimipas", "short_name": "MOOC Imipas"}


def found(**changes):
    arguments = {
        "hostname": "localhost",
        "is_default": True,
        "settings": SETTINGS,
        "home": {"slogan": "Ayo Kembangkan Kompetensimu!"},
    }
    return found_site(**{**arguments, **changes})


def test_a_new_site_has_settings_and_all_that_its_menus_lead_to(client):
    site = found()
    home = HomePage.objects.get(pk=site.root_page_id)
    assert (home.title, home.slogan) == ("MOOC Kemenimipas", "Ayo Kembangkan Kompetensimu!")
    assert CatalogPage.objects.child_of(home).get().slug == "pelatihan"
    assert NewsIndexPage.objects.child_of(home).get().slug == "berita"
    assert FaqPage.objects.child_of(home).get().slug == "faq"
    assert TutorialIndexPage.objects.child_of(home).get().slug == "video-tutorial"
    assert SiteSettings.for_site(site).short_name == "MOOC Imipas"
    assert client.get("/").status_code == 200


def test_the_first_site_takes_the_place_of_wagtails_welcome_page():
    found()
    assert Site.objects.get().hostname == "localhost"
    assert not [page for page in Page.objects.filter(depth=2) if page.specific_class is Page]


def test_two_sites_stand_side_by_side(client):
    found()
    found(hostname="kemenkum.localhost", is_default=False, settings={"platform_name": "Kemenkum"})
    assert (
        "Kemenkum</h1>" in client.get("/", headers={"host": "kemenkum.localhost"}).content.decode()
    )
    assert "MOOC Kemenimipas</h1>" in client.get("/").content.decode()


def test_the_port_stands_in_the_sites_address():
    assert found(port=8000).root_url == "http://localhost:8000"


def test_pages_of_a_new_site_have_a_revision():
    home = Page.objects.get(pk=found().root_page_id)
    assert home.latest_revision is not None
    assert home.first_published_at is not None
