"""Plain pages such as “Tentang Kami”."""

import pytest

from tests import worlds
from widya.website.actions import add_standard_page

pytestmark = pytest.mark.django_db
FOOTER_LINK = '<a href="/tentang-kami/" class="text-link inline-block py-1">'


def test_a_standard_page_shows_its_title_and_text(client):
    site = worlds.make_site()
    add_standard_page(site, title="Tentang Kami", slug="tentang-kami", body="<h2>Siapa kami</h2>")
    html = client.get("/tentang-kami/").content.decode()
    assert "Tentang Kami</h1>" in html
    assert "Siapa kami</h2>" in html


def test_the_footer_links_to_plain_pages_while_they_are_published(client):
    site = worlds.make_site()
    assert FOOTER_LINK not in client.get("/").text
    page = add_standard_page(site, title="Tentang Kami", slug="tentang-kami", body="<p>Isi.</p>")
    assert FOOTER_LINK in client.get("/?").text
    page.unpublish()
    assert FOOTER_LINK not in client.get("/?").text


def test_a_plain_page_that_is_not_for_menus_is_not_in_the_footer(client):
    page = add_standard_page(
        worlds.make_site(), title="Tentang", slug="tentang-kami", body="<p>Isi.</p>"
    )
    page.show_in_menus = False
    worlds.publish(page)
    assert FOOTER_LINK not in client.get("/").text
