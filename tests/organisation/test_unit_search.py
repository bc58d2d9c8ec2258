"""How units are found by words; manual B, registration (B1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import worlds
from widya.organisation.actions import place_unit
from widya.organisation.models import SiteSettings, Unit
from widya.organisation.queries import search_units, unit_entries, unit_entry
from widya.organisation.unit_search import best_matches, entry, folded

MINISTRY = "Kementerian Imigrasi dan Pemasyarakatan"
TREE = (
    (MINISTRY,),
    (MINISTRY, "Direktorat Jenderal Imigrasi"),
    (MINISTRY, "Direktorat Jenderal Imigrasi", "Kantor Wilayah Imigrasi Bali"),
    (MINISTRY, "Direktorat Jenderal Imigrasi", "Kantor Wilayah Imigrasi Bali", "Kanim Denpasar"),
    (MINISTRY, "Direktorat Jenderal Pemasyarakatan"),
    (MINISTRY, "Direktorat Jenderal Pemasyarakatan", "Lapas Kelas I Cipinang"),
    (MINISTRY, "Direktorat Jenderal Pemasyarakatan", "Rumah Tahanan Negara Salemba"),
)
ENTRIES = [
    entry(pk=number, code="", names=list(names), place=f"{number:04}", time_zone="Asia/Jakarta")
    for number, names in enumerate(TREE, start=1)
]


def found(words, limit=20):
    return [each.name for each in best_matches(ENTRIES, words, limit=limit)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("cipinang", "Lapas Kelas I Cipinang"),
        ("CIPINANG lapas", "Lapas Kelas I Cipinang"),
        ("lembaga pemasyarakatan cipinang", "Lapas Kelas I Cipinang"),
        ("rutan salemba", "Rumah Tahanan Negara Salemba"),
        ("kanwil bali", "Kantor Wilayah Imigrasi Bali"),
        ("ditjen imigrasi", "Direktorat Jenderal Imigrasi"),
        ("kantor imigrasi denpasar", "Kanim Denpasar"),
        ("pasar", "Kanim Denpasar"),
        ("bali › kanim", "Kanim Denpasar"),
        (MINISTRY, MINISTRY),
    ],
)
def test_words_find_a_unit_in_any_order_and_by_its_abbreviation(words, first):
    assert found(words)[0] == first


def test_all_words_must_be_there_in_the_name_or_above_it():
    assert found("pemasyarakatan bali cipinang") == []
    assert found("imigrasi denpasar") == ["Kanim Denpasar"]


def test_a_units_own_name_counts_more_than_what_stands_above_it():
    assert found("kantor wilayah") == ["Kantor Wilayah Imigrasi Bali", "Kanim Denpasar"]
    assert found("imigrasi")[-2:] == ["Lapas Kelas I Cipinang", "Rumah Tahanan Negara Salemba"]


def test_among_equals_the_higher_unit_comes_first():
    assert found("imigrasi")[:2] == [MINISTRY, "Direktorat Jenderal Imigrasi"]


def test_no_more_than_the_limit_is_found():
    assert found("imigrasi", limit=1) == [MINISTRY]


@pytest.mark.parametrize("words", ["", "   ", "›", "--"])
def test_no_words_find_nothing(words):
    assert found(words) == []


@given(st.text(max_size=60), st.integers(1, 5))
def test_any_text_can_be_searched(words, limit):
    hits = best_matches(ENTRIES, words, limit=limit)
    assert len(hits) <= limit
    for word in folded(words).split()[:8]:
        assert all(word in f"{hit.name_text} {hit.path_text}" for hit in hits)


def make_unit(name, parent=None, **fields):
    return place_unit(Unit(name=name, kind=Unit.Kind.UPT, **fields), parent)


@pytest.fixture
def tree(db):
    ministry = make_unit(MINISTRY)
    region = make_unit("Kantor Wilayah Bali", ministry)
    return ministry, region, make_unit("Lapas Kerobokan", region, code="LP-01")


def test_a_unit_comes_with_its_path_and_code(tree):
    [hit] = search_units("kerobokan bali")
    assert hit.full_name == f"{MINISTRY} › Kantor Wilayah Bali › Lapas Kerobokan"
    assert (hit.pk, hit.code) == (tree[2].pk, "LP-01")


def test_changes_of_the_tree_are_found_at_once(tree):
    _, region, office = tree
    assert search_units("rutan") == []
    make_unit("Rutan Gianyar", Unit.objects.get(pk=region.pk))
    assert [hit.name for hit in search_units("rutan")] == ["Rutan Gianyar"]
    place_unit(Unit.objects.get(pk=office.pk), None)
    assert unit_entry(office.pk).above == ""
    office = Unit.objects.get(pk=office.pk)
    office.name = "Lapas Badung"
    place_unit(office, None)
    assert search_units("kerobokan") == []
    Unit.objects.get(pk=office.pk).delete()
    assert unit_entry(office.pk) is None


def test_searching_again_asks_the_database_nothing(tree, django_assert_num_queries):
    with django_assert_num_queries(1):
        search_units("lapas")
    with django_assert_num_queries(0):
        assert search_units("kerobokan", below=tree[1].path)
        assert unit_entry(tree[2].pk)
        assert len(unit_entries()) == 3


def test_a_search_can_be_limited_to_a_part_of_the_tree(tree):
    other = make_unit("Kementerian Hukum")
    make_unit("Kantor Wilayah Bali", other)
    assert len(search_units("bali")) == 3
    assert [hit.above for hit in search_units("wilayah", below=other.path)] == ["Kementerian Hukum"]
    assert unit_entry(tree[2].pk, below=other.path) is None


def test_the_address_offers_the_units_of_the_site(client, tree):
    make_unit("Kantor Wilayah Jambi")
    worlds.make_site(top_unit=tree[0])
    answer = client.get("/unit/", {"q": "kanwil"}).json()
    assert answer == {
        "options": [
            {
                "value": tree[1].pk,
                "label": "Kantor Wilayah Bali",
                "detail": MINISTRY,
                "text": f"{MINISTRY} › Kantor Wilayah Bali",
            },
            {
                "value": tree[2].pk,
                "label": "Lapas Kerobokan",
                "detail": f"{MINISTRY} › Kantor Wilayah Bali",
                "text": f"{MINISTRY} › Kantor Wilayah Bali › Lapas Kerobokan",
            },
        ],
        "status": "2 unit ditemukan.",
    }
    assert client.get("/unit/").json()["options"] == []
    status = client.get("/unit/", {"q": "jambi"}).json()["status"]
    assert status.startswith("Tidak ada unit dengan kata-kata itu.")
    assert status.endswith("pilih unit di atasnya.")


def test_typing_costs_no_query(client, tree, django_assert_num_queries):
    worlds.make_site()
    client.get("/unit/", {"q": "lapas"})
    with django_assert_num_queries(0):
        assert client.get("/unit/", {"q": "lapas kero"}).json()["options"]


def test_a_top_unit_that_moves_takes_the_search_along(client, tree):
    worlds.make_site(top_unit=tree[1])
    assert client.get("/unit/", {"q": "lapas"}).json()["options"]
    place_unit(Unit.objects.get(pk=tree[1].pk), None)
    assert client.get("/unit/", {"q": "lapas"}).json()["options"]
    assert SiteSettings.objects.get().top_unit.depth == 1
