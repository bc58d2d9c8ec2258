"""Row A1: the home page with its hero, courses and news."""

from copy import deepcopy

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from tests import worlds
from tests.website.articles import make_news
from widya.organisation.models import SiteSettings
from widya.website.models import HomePage

HOME_QUERIES = 1  # the page; what it shows is kept

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_site(make_once):
    return make_once(make_site)


def make_site():
    return worlds.make_site(platform_name="MOOC Kemenimipas", agency_name="BPSDM Imipas")


@pytest.fixture
def site(shared_site, db):
    return deepcopy(shared_site)


def home_html(client):
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_home_names_platform_and_agency_when_the_hero_has_no_words_of_its_own(client, site):
    html = home_html(client)
    assert "<h1" in html
    assert "MOOC Kemenimipas</h1>" in html
    assert "BPSDM Imipas" in html
    settings_of_site = SiteSettings.for_site(site)
    settings_of_site.agency_name = "BPSDM Hukum"
    settings_of_site.save()
    assert home_html(client).count("BPSDM Hukum") == html.count("BPSDM Imipas")


def test_home_shows_the_words_that_editors_gave_the_hero(client, site):
    HomePage.objects.filter(pk=site.root_page_id).update(
        slogan="Ayo Kembangkan Kompetensimu!", hero_title="Belajar di sini", hero_text="Untuk semua"
    )
    home_html(client)
    HomePage.objects.get().save()
    html = home_html(client)
    assert "Ayo Kembangkan Kompetensimu!" in html
    assert "Belajar di sini</h1>" in html
    assert "Untuk semua" in html


def test_home_shows_the_picture_of_the_hero(client, site):
    picture = get_image_model().objects.create(title="Aula", file=get_test_image_file())
    HomePage.objects.filter(pk=site.root_page_id).update(hero_image=picture)
    assert client.get("/").context["hero_picture_url"].endswith(".webp")


def test_home_shows_pinned_courses_first_then_the_newest_and_no_more_than_six(client, site):
    for number in range(1, 8):
        worlds.make_course(site, title=f"Pelatihan {number}", topics=0, is_pinned=number == 2)
    titles = [course["title"] for course in client.get("/").context["courses"]]
    assert titles == [f"Pelatihan {number}" for number in (2, 7, 6, 5, 4, 3)]


def test_home_shows_only_published_courses_of_its_own_site(client, site):
    other = worlds.make_site("kemenkum.localhost", is_default=False)
    worlds.make_course(other, title="Milik situs lain", topics=0)
    worlds.make_course(site, title="Ditarik", topics=0).unpublish()
    html = home_html(client)
    assert "Milik situs lain" not in html
    assert "Ditarik" not in html
    assert "Belum ada pelatihan" in html


def test_home_shows_the_three_newest_news(client, site):
    for day in (3, 1, 4, 2):
        make_news(site, f"Berita {day}", day=day)
    response = client.get("/")
    titles = [news.title for news in response.context["news"]]
    assert titles == ["Berita 4", "Berita 3", "Berita 2"]
    assert all(f">{title}</h3>" in response.text for title in titles)


def test_home_leads_to_the_whole_catalogue_and_to_all_news(client, site):
    make_news(site, "Berita")
    html = home_html(client)
    assert 'href="/pelatihan/"' in html
    assert "Lainnya" in html
    assert 'href="/berita/"' in html
    assert 'href="/berita/rss/"' in html


def test_home_shows_markup_in_plain_fields_as_text(client, site):
    HomePage.objects.filter(pk=site.root_page_id).update(slogan="<b>tebal</b>")
    html = home_html(client)
    assert "&lt;b&gt;tebal&lt;/b&gt;" in html
    assert "<b>tebal" not in html


def test_home_asks_the_database_as_often_for_much_as_for_little(
    client, site, django_assert_max_num_queries
):
    for number in range(8):
        worlds.make_course(site, title=f"Pelatihan {number}", topics=0)
        make_news(site, f"Berita {number}")
    client.get("/")
    with django_assert_max_num_queries(HOME_QUERIES):
        client.get("/?baru")  # a query string: not from the cache of whole pages


def test_home_comes_from_the_cache_for_the_next_visitor(client, site, django_assert_num_queries):
    client.get("/")
    with django_assert_num_queries(0):
        client.get("/")


def test_home_shows_a_new_course_at_once(client, site):
    client.get("/")
    worlds.make_course(site, title="Baru terbit", topics=0)
    assert "Baru terbit" in home_html(client)


def test_home_shows_changes_at_once_whatever_its_address_asks_for(client, site):
    client.get("/?kampanye=1")
    course = worlds.make_course(site, title="Baru terbit", topics=0)
    make_news(site, "Berita baru")
    text = client.get("/?kampanye=1").text
    assert "Baru terbit" in text
    assert "Berita baru" in text
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    assert "Baru terbit" not in client.get("/?kampanye=1").text


def test_a_home_page_that_not_everybody_may_see_asks_to_sign_in(client, site):
    home_html(client)
    PageViewRestriction.objects.create(page=site.root_page, restriction_type="login")
    assert client.get("/").url.startswith("/akun/login/")


def test_a_home_page_that_is_not_published_is_not_found(client, site):
    HomePage.objects.get().unpublish()
    assert client.get("/").status_code == 404


def test_home_lets_who_is_signed_in_keep_courses(client, site):
    worlds.make_course(site, topics=0)
    client.force_login(worlds.make_user())
    assert 'aria-pressed="false"' in home_html(client)
