"""Row A3: the list of news, a piece of news, RSS."""

from copy import deepcopy
from xml.etree import ElementTree as ET

import pytest

from tests import worlds
from tests.website.articles import make_news
from widya.website.queries import NEWS_PER_PAGE

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_site(make_once):
    return make_once(make_site)


def make_site():
    return worlds.make_site(platform_name="MOOC Kemenimipas", agency_name="BPSDM Imipas")


@pytest.fixture
def site(shared_site, db):
    return deepcopy(shared_site)


def test_news_are_listed_newest_first_with_title_excerpt_and_date(client, site):
    make_news(site, "Lama", day=2)
    make_news(site, "Baru", day=5)
    response = client.get("/berita/")
    assert [news.title for news in response.context["news"]] == ["Baru", "Lama"]
    html = response.content.decode()
    assert "Ringkasan Baru." in html
    assert "5 Mei 2026" in html
    assert "Detail" in html


@pytest.mark.parametrize(("page", "titles"), [("2", 2), ("99", 2), ("x", 9), ("-1", 2)])
def test_news_are_paged_and_a_wrong_page_number_leads_to_the_nearest(client, site, page, titles):
    for day in range(1, NEWS_PER_PAGE + 3):
        make_news(site, f"Berita {day}", day=day)
    response = client.get("/berita/", {"page": page})
    assert len(response.context["news"]) == titles


def test_an_empty_list_of_news_says_so(client, site):
    assert "Belum ada berita" in client.get("/berita/").content.decode()


def test_a_draft_is_not_listed(client, site):
    make_news(site, "Rancangan").unpublish()
    assert "Rancangan" not in client.get("/berita/").content.decode()


def test_the_list_asks_the_database_as_often_for_nine_as_for_one(
    client, site, django_assert_max_num_queries
):
    for day in range(1, 10):
        make_news(site, f"Berita {day}", day=day)
    client.get("/berita/")
    with django_assert_max_num_queries(9):
        client.get("/berita/?page=1")


def test_a_piece_of_news_shows_its_text_its_author_and_others(client, site):
    make_news(site, "Lain")
    make_news(site, "Utama", slug="utama", author_name="Ni Luh Ayu", body="<p>Isi <b>tebal</b></p>")
    response = client.get("/berita/utama/")
    html = response.content.decode()
    assert "Utama</h1>" in html
    assert "Isi <b>tebal</b>" in html
    assert "Oleh Ni Luh Ayu" in html
    assert [news.title for news in response.context["others"]] == ["Lain"]


def test_rss_lists_the_newest_news_with_whole_addresses(client, site):
    make_news(site, "Lama", day=2)
    make_news(site, "Baru & segar", day=5, slug="baru")
    response = client.get("/berita/rss/", headers={"host": "localhost"})
    assert response["Content-Type"].startswith("application/rss+xml")
    channel = ET.fromstring(response.content).find("channel")
    assert channel.findtext("title") == "Berita MOOC Kemenimipas"
    items = channel.findall("item")
    assert [item.findtext("title") for item in items] == ["Baru & segar", "Lama"]
    assert items[0].findtext("link") == "http://localhost/berita/baru/"
    assert items[0].findtext("pubDate") == "Tue, 05 May 2026 00:00:00 +0700"


def test_rss_of_a_site_has_only_its_own_news(client, site):
    other = worlds.make_site("kemenkum.localhost", is_default=False, platform_name="Kemenkum")
    make_news(other, "Milik situs lain")
    make_news(site, "Milik kami")
    feed = client.get("/berita/rss/", headers={"host": "kemenkum.localhost"}).content.decode()
    assert "Milik situs lain" in feed
    assert "Milik kami" not in feed
