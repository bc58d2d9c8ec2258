"""What search engines are told."""

from xml.etree import ElementTree as ET

import pytest

from tests import worlds
from tests.website.articles import make_news

pytestmark = pytest.mark.django_db
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def listed(client):
    response = client.get("/sitemap.xml", headers={"host": "localhost"})
    assert response.status_code == 200
    return {element.text for element in ET.fromstring(response.content).iter(LOCATION)}


def test_the_sitemap_lists_what_the_public_may_read_and_no_lessons(client):
    site = worlds.make_site()
    worlds.make_course(site, title="Pelayanan Publik")
    worlds.make_course(site, title="Ditarik").unpublish()
    make_news(site, "Berita", slug="baru")
    assert listed(client) == {
        "http://localhost/",
        "http://localhost/pelatihan/",
        "http://localhost/pelatihan/pelayanan-publik/",
        "http://localhost/berita/",
        "http://localhost/berita/baru/",
    }


def test_the_sitemap_of_a_site_has_only_its_own_pages(client):
    worlds.make_site()
    other = worlds.make_site("kemenkum.localhost", is_default=False)
    make_news(other, "Milik situs lain", slug="lain")
    assert not [address for address in listed(client) if "lain" in address]


def test_robots_are_kept_from_personal_pages_and_led_to_the_sitemap(client):
    worlds.make_site()
    response = client.get("/robots.txt", headers={"host": "localhost"})
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert "Disallow: /dashboard/" in lines
    assert "Sitemap: http://localhost/sitemap.xml" in lines
