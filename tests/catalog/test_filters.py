"""B9: the catalogue narrowed by filters and brought into order, all by plain links."""

import pytest

from tests.worlds import make_course
from widya.catalog.actions import count_learner, count_review
from widya.catalog.models import Category

pytestmark = pytest.mark.django_db


@pytest.fixture
def law():
    return Category.objects.create(name="Hukum", slug="hukum")


def catalogue(client, query=""):
    response = client.get(f"/pelatihan/{query}")
    assert response.status_code == 200
    return response


def titles(client, query=""):
    return [card["title"] for card in catalogue(client, query).context["courses"]]


def choices(response, name):
    """Return label → count of a filter's choices."""
    groups = {group["name"]: group for group in response.context["groups"]}
    return {str(choice["label"]): choice["count"] for choice in groups[name]["choices"]}


def test_categories_are_links_with_counts(client, site, law):
    make_course(site, title="Hukum pidana", category=law, topics=0)
    make_course(site, title="Arsip", topics=0)
    response = catalogue(client, "?kategori=hukum")
    assert choices(response, "kategori") == {"Semua": 2, "Hukum": 1}
    assert 'href="?kategori=hukum"' in response.text
    assert titles(client, "?kategori=hukum&q=pidana") == ["Hukum pidana"]
    assert titles(client, "?kategori=tidak-ada") == []


def test_a_category_keeps_its_courses_under_a_new_slug(client, site, law):
    make_course(site, title="Hukum pidana", category=law, topics=0)
    Category.objects.filter(pk=law.pk).update(slug="peraturan")
    assert titles(client, "?kategori=peraturan") == ["Hukum pidana"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?level=hard", ["Panjang"]),
        ("?jp=1-2", ["Singkat"]),
        ("?jp=lebih", ["Panjang"]),
        ("?durasi=60", ["Singkat"]),
        ("?durasi=lebih", ["Panjang"]),
        ("?sertifikat=tidak", ["Singkat"]),
        ("?level=easy&jp=1-2&durasi=60&sertifikat=tidak", ["Singkat"]),
        ("?level=easy&jp=lebih", []),
        ("?level=tidak-ada", ["Panjang", "Singkat"]),
    ],
)
def test_filters_narrow_the_list(client, site, query, expected):
    short = {"credit_hours": 2, "duration_minutes": 60, "has_certificate": False}
    make_course(site, title="Singkat", topics=0, **short)
    long = {"credit_hours": 11, "duration_minutes": 181, "level": "hard"}
    make_course(site, title="Panjang", topics=0, **long)
    assert titles(client, query) == expected


def test_a_filter_counts_what_its_other_choices_would_leave(client, site, law):
    make_course(site, title="A", topics=0, category=law)
    make_course(site, title="B", topics=0, category=law, level="hard")
    make_course(site, title="C", topics=0, level="hard")
    response = catalogue(client, "?kategori=hukum&level=easy")
    assert choices(response, "level") == {"Semua": 2, "Mudah": 1, "Sulit": 1}
    assert choices(response, "kategori") == {"Semua": 1, "Hukum": 1}


def test_links_keep_the_other_choices_and_lead_to_the_first_page(client, site, law):
    make_course(site, title="A", topics=0, category=law)
    make_course(site, title="B", topics=0, category=law, level="hard")
    text = catalogue(client, "?q=ringkasan&kategori=hukum&urut=judul&page=1").text
    assert 'href="?q=ringkasan&amp;kategori=hukum&amp;level=easy&amp;urut=judul"' in text
    assert '<input type="hidden" name="kategori" value="hukum">' in text
    assert '<input type="hidden" name="urut" value="judul">' in text


def test_what_was_chosen_stands_above_the_list_and_is_taken_off_one_by_one(client, site, law):
    make_course(site, title="A", topics=0, category=law)
    response = catalogue(client, "?kategori=hukum&level=easy")
    assert [(str(choice["label"]), choice["url"]) for choice in response.context["chosen"]] == [
        ("Hukum", "?level=easy"),
        ("Mudah", "?kategori=hukum"),
    ]
    assert "Hapus saringan Hukum" in response.text
    assert "Saring (2)" in response.text
    assert "Saring (1)" in catalogue(client, "?level=easy").text


def test_filters_that_leave_nothing_say_how_many_there_are_without_them(client, site):
    make_course(site, title="Arsip", topics=0)
    text = catalogue(client, "?q=arsip&level=hard").text
    assert "Tanpa saringan ada 1 pelatihan." in text
    assert 'href="?q=arsip"' in text


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["C", "B", "A"]),
        ("baru", ["C", "B", "A"]),
        ("judul", ["A", "B", "C"]),
        ("peserta", ["B", "C", "A"]),
        ("ulasan", ["A", "B", "C"]),
        ("cocok", ["C", "B", "A"]),
    ],
)
def test_the_list_is_brought_into_order(client, site, sort, expected):
    first, second, _ = (make_course(site, title=title, topics=0) for title in "ABC")
    count_learner(second.pk, by=7)
    count_review(first.pk, stars_by=5, count_by=1)
    count_review(second.pk, stars_by=8, count_by=2)
    assert titles(client, f"?urut={sort}") == expected


def test_the_closest_come_first_only_in_a_search(client, site):
    make_course(site, title="Arsip", topics=0)
    make_course(site, title="Lainnya", topics=0)
    assert "Urutkan: Terbaru" in catalogue(client, "?urut=baru").text
    assert "Urutkan: Judul A–Z" in catalogue(client, "?urut=judul").text
    labels = [str(sort["label"]) for sort in catalogue(client, "?level=easy").context["sorts"]]
    assert "Paling cocok" not in labels
    searched = catalogue(client, "?q=ringkasan").context["sorts"]
    assert [str(sort["label"]) for sort in searched if sort["is_current"]] == ["Paling cocok"]
