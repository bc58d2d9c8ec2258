"""A4, B9: the catalogue, its search, categories and pages."""

import pytest

from tests.worlds import make_course, make_site
from widya.catalog.models import Category

CATALOGUE_QUERIES = 10

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


def test_search_puts_titles_before_summaries(client, site):
    make_course(site, title="Etika pelayanan", summary="Tentang etika.")
    make_course(site, title="Arsip", summary="Etika pelayanan di kantor arsip.")
    make_course(site, title="Pelayanan dengan etika", summary="Lainnya.")
    response = client.get("/pelatihan/?q=etika+pelayanan")
    assert card_titles(response) == ["Etika pelayanan", "Pelayanan dengan etika", "Arsip"]
    assert "3 pelatihan" in text_of(response)
    assert "“etika pelayanan”" in text_of(response)


def test_search_finds_parts_of_words_in_any_case(client, site):
    make_course(site, title="Pemasyarakatan")
    assert card_titles(client.get("/pelatihan/?q=MASYARAKAT")) == ["Pemasyarakatan"]


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00%07",
        "?q=%25_%5C'%22--;",
        "?q=" + "a" * 5000,
        "?q=" + "a+" * 500,
        "?q=%F0%9F%98%80%ED%A0%80",
        "?kategori=%00'&level=%3Cscript%3E",
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


def test_categories_are_links_with_counts(client, site):
    law = Category.objects.create(name="Hukum", slug="hukum")
    make_course(site, title="Hukum pidana", category=law)
    make_course(site, title="Arsip")
    response = client.get("/pelatihan/")
    assert response.context["total"] == 2
    assert [
        (row["name"], row["count"]) for row in response.context["categories"] if row["slug"]
    ] == [("Hukum", 1)]
    assert 'href="?kategori=hukum"' in text_of(response)
    chosen = client.get("/pelatihan/?kategori=hukum&q=pidana")
    assert card_titles(chosen) == ["Hukum pidana"]
    assert "dalam kategori Hukum" in text_of(chosen)
    assert text_of(chosen).count('aria-current="true"') == text_of(response).count(
        'aria-current="true"'
    )


def test_level_narrows_the_list(client, site):
    make_course(site, title="Mudah")
    make_course(site, title="Sulit", level="hard")
    assert card_titles(client.get("/pelatihan/?level=hard")) == ["Sulit"]
    assert len(card_titles(client.get("/pelatihan/?level=tidak-ada"))) == 2


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
    assert card_titles(client.get("/pelatihan/?q=kursus&page=2")) == ["Kursus 0"]
    assert card_titles(client.get("/pelatihan/?q=kursus&page=99")) == ["Kursus 0"]


def test_site_words_replace_pelatihan(client, db):
    make_course(make_site(label_course="Kursus"))
    assert "Daftar Kursus" in text_of(client.get("/pelatihan/"))


def test_queries_do_not_grow_with_the_courses(client, site, django_assert_num_queries):
    category = Category.objects.create(name="Hukum", slug="hukum")
    for number in range(12):
        make_course(site, title=f"Kursus {number}", topics=0, category=category)
    client.get("/pelatihan/?q=pemanasan")
    with django_assert_num_queries(CATALOGUE_QUERIES):
        assert len(card_titles(client.get("/pelatihan/?q=kursus"))) == 12
