"""The style sheet with a site's colours."""

import pytest

from tests import worlds

pytestmark = pytest.mark.django_db


def test_a_pages_theme_holds_the_sites_colours_and_may_be_kept_for_ever(client):
    worlds.make_site(brand_colour="#14315F", accent_colour="#b98a1d")
    address = client.get("/akun/login/").context["branding"].theme_url
    response = client.get(address)
    assert address == "/tema/14315f-b98a1d-1.css"
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    assert "--brand:#14315f;--brand-content:#ffffff;" in response.text
    assert "--accent-content-dark:" in response.text


@pytest.mark.parametrize("version", ["x", "14315f-b98a1d", "14315g-b98a1d-1", "14315f-b98a1d-1-2"])
def test_what_names_no_colours_does_not_exist(client, version):
    worlds.make_site()
    assert client.get(f"/tema/{version}.css").status_code == 404


def test_the_theme_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/tema/14315f-b98a1d-1.css")
