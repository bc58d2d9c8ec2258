"""A4, B9: the catalogue as a page: its list, its numbers, its pages, and what it withstands."""

import pytest
from django.conf import settings
from wagtail.models import PageViewRestriction

from tests.worlds import make_course, make_site, make_user
from widya.catalog.models import CatalogPage, Category
from widya.organisation.models import SiteSettings

CATALOGUE_QUERIES = 3  # the search, the cards that are not kept, the colours of their covers

pytestmark = pytest.mark.django_db


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def card_titles(response):
    return [card["title"] for card in response.context["courses"]]


def test_shows_all_published_courses_newest_first(client, site):
    make_course(site, title="Lama")
    make_course(site, title="Baru")
    draft = make_course(site, title="Rancangan")
    draft.unpublish()
    response = client.get("/pelatihan/")
    assert card_titles(response) == ["Baru", "Lama"]
    text = text_of(response)
    assert "Daftar Pelatihan" in text
    assert "2 pelatihan" in text
    assert "4 Materi" in text
    assert "Pelajari Lebih Lanjut" in text


def test_courses_of_another_site_do_not_show(client, site):
    other = make_site("lain.localhost", is_default=False)
    make_course(other, title="Milik situs lain")
    assert card_titles(client.get("/pelatihan/")) == []
    assert card_titles(client.get("/pelatihan/", headers={"host": "lain.localhost"}))


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00%07",
        "?q=%25_%5C'%22--;",
        "?q=" + "a" * 5000,
        "?q=" + "a+" * 500,
        "?q=%F0%9F%98%80%ED%A0%80",
        "?kategori=%00'&level=%3Cscript%3E",
        "?jp=1-2&jp=3-5&durasi=-1&sertifikat=ya%00&urut=-published_at",
        "?page=-1",
        "?page=1e9",
        "?page=%00",
        "?q[]=a&q=&q=b",
    ],
)
def test_strange_input_is_harmless(client, course, query):
    text_of(client.get("/pelatihan/" + query))


def test_what_was_searched_is_shown_as_text(client, site):
    text = text_of(client.get("/pelatihan/?q=<script>alert(1)</script>"))
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_each_search_shows_its_own_words_choices_and_ways(client, site):
    for number in range(13):
        make_course(site, title=f"Kursus {number}", topics=0)
    client.get("/pelatihan/?q=kursus&sertifikat=ya&urut=judul&page=2")
    text = text_of(client.get("/pelatihan/?q=ringkasan&level=easy"))
    assert 'name="q" value="ringkasan"' in text
    assert '<input type="hidden" name="level" value="easy">' in text
    assert text.count('href="?q=ringkasan&amp;level=easy&amp;page=2"') == 2  # its number, the next
    assert 'href="?q=ringkasan&amp;level=easy&amp;urut=judul"' in text
    assert "13 pelatihan untuk “ringkasan” · halaman 1 dari 2" in text
    assert "kursus&amp;" not in text
    assert "sertifikat=ya" not in text


def test_labels_are_in_the_language_of_each_reader(client, site):
    make_course(site, topics=0)
    make_course(site, topics=0, has_certificate=False)
    assert "Dengan sertifikat" in text_of(client.get("/pelatihan/?urut=judul"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    text = text_of(client.get("/pelatihan/?urut=judul"))
    assert "With a certificate" in text
    assert "Dengan sertifikat" not in text
    assert "Title A–Z" in text
    assert "Learn more" in text


def test_nothing_found_says_so_and_leads_back(client, course):
    text = text_of(client.get("/pelatihan/?q=tidakada"))
    assert "Tidak ada pelatihan yang cocok" in text
    assert "Lihat semua pelatihan" in text


def test_an_empty_catalogue_says_so(client, site):
    assert "Belum ada pelatihan" in text_of(client.get("/pelatihan/"))


def test_pages_of_twelve_keep_the_search(client, site):
    for number in range(13):
        make_course(site, title=f"Kursus {number}", topics=0)
    first = client.get("/pelatihan/?q=kursus")
    assert len(card_titles(first)) == 12
    assert "?q=kursus&amp;page=2" in text_of(first)
    second = client.get("/pelatihan/?q=kursus&page=2")
    assert card_titles(second) == ["Kursus 0"]
    assert text_of(second).count('href="?q=kursus&amp;page=1"') == 2
    assert card_titles(client.get("/pelatihan/?q=kursus&page=99")) == ["Kursus 0"]


def test_site_words_replace_pelatihan(client, site):
    assert "Daftar Pelatihan</h1>" in text_of(client.get("/pelatihan/"))
    settings_of_site = SiteSettings.for_site(site)
    settings_of_site.label_course = "Kursus"
    settings_of_site.save()
    assert "Daftar Kursus</h1>" in text_of(client.get("/pelatihan/"))


def test_queries_do_not_grow_with_the_courses(client, site, django_assert_max_num_queries):
    category = Category.objects.create(name="Hukum", slug="hukum")
    for number in range(12):
        make_course(site, title=f"Kursus {number}", topics=0, category=category)
    client.get("/pelatihan/?q=pemanasan")
    with django_assert_max_num_queries(CATALOGUE_QUERIES):
        found = client.get("/pelatihan/?q=kursus&kategori=hukum&urut=peserta")
    assert len(card_titles(found)) == 12


def test_a_course_that_not_everybody_may_see_is_neither_listed_nor_counted(client, site):
    make_course(site, title="Terbuka")
    secret = make_course(site, title="Tertutup")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    response = client.get("/pelatihan/")
    assert card_titles(response) == ["Terbuka"]
    assert "1 pelatihan" in text_of(response)


def test_a_course_that_not_everybody_may_see_any_more_disappears_at_once(client, course):
    assert card_titles(client.get("/pelatihan/?urut=judul")) == [course.title]
    assert course.title in text_of(client.get("/pelatihan/"))
    restriction = PageViewRestriction.objects.create(page=course, restriction_type="login")
    assert card_titles(client.get("/pelatihan/?urut=judul")) == []
    assert course.title not in text_of(client.get("/pelatihan/"))
    restriction.delete()
    assert card_titles(client.get("/pelatihan/?urut=judul")) == [course.title]


def test_a_catalogue_and_its_categories_are_shown_as_they_are_now(client, site):
    category = Category.objects.create(name="Hukum", slug="hukum")
    other = Category.objects.create(name="Arsip", slug="arsip")
    make_course(site, title="A", topics=0, category=category)
    make_course(site, title="B", topics=0, category=other)
    text_of(client.get("/pelatihan/?urut=judul"))
    category.name = "Peraturan"
    category.save()
    catalogue = CatalogPage.objects.get()
    catalogue.introduction = "Semua pelatihan kami."
    catalogue.save_revision().publish()
    groups = client.get("/pelatihan/?urut=judul").context["groups"]
    assert [str(choice["label"]) for choice in groups[0]["choices"]] == [
        "Semua",
        "Arsip",
        "Peraturan",
    ]
    assert "Semua pelatihan kami." in text_of(client.get("/pelatihan/?urut=judul"))
    catalogue.unpublish()
    assert client.get("/pelatihan/?urut=judul").status_code == 404


def test_a_catalogue_that_not_everybody_may_see_asks_to_sign_in(client, course):
    catalogue = CatalogPage.objects.get()
    PageViewRestriction.objects.create(page=catalogue, restriction_type="login")
    assert client.get("/pelatihan/").url.startswith("/akun/login/")


def test_a_course_moves_to_another_catalogue(client, course):
    other = make_site("lain.localhost", is_default=False)
    course.move(CatalogPage.objects.child_of(other.root_page).get(), pos="last-child")
    assert card_titles(client.get("/pelatihan/")) == []
    there = client.get("/pelatihan/", headers={"host": "lain.localhost"})
    assert card_titles(there) == [course.title]


def test_hearts_stand_on_the_cards_of_who_is_signed_in(client, course):
    assert "favourite_url" not in client.get("/pelatihan/").context["courses"][0]
    client.force_login(make_user())
    card = client.get("/pelatihan/").context["courses"][0]
    assert card["is_favourite"] is False
    client.post(card["favourite_url"])
    response = client.get("/pelatihan/")
    assert response.context["courses"][0]["is_favourite"] is True
    assert 'aria-pressed="true"' in text_of(response)
