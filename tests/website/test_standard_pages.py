"""Plain pages such as “Tentang Kami”."""

import pytest

from tests import worlds
from widya.website.actions import add_standard_page

pytestmark = pytest.mark.django_db


def test_a_standard_page_shows_its_title_and_text(client):
    site = worlds.make_site()
    add_standard_page(site, title="Tentang Kami", slug="tentang-kami", body="<h2>Siapa kami</h2>")
    html = client.get("/tentang-kami/").content.decode()
    assert "Tentang Kami</h1>" in html
    assert "Siapa kami</h2>" in html
