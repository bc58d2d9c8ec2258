"""Import of units."""

import pytest

from tests.imports.files import check, counts, import_file, refusals, xlsx
from widya.organisation.actions import place_unit
from widya.organisation.models import SiteSettings, Unit

HEADINGS = ("Kode", "Nama", "Jenis", "Zona Waktu", "Kode Unit Induk")
MINISTRY = ("KM", "Kementerian", "Kementerian", "", "")
REGION = ("KW-1", "Kanwil Bali", "Kantor wilayah", "WITA", "KM")
OFFICE = ("LP-1", "Lapas Kerobokan", "upt", "wita", "kw-1")
UPT = "Unit pelaksana teknis"


@pytest.fixture
def checking(site, admin):
    def check_rows(*rows):
        return check(xlsx(*rows, headings=HEADINGS), site=site, by=admin, kind="units")

    return check_rows


@pytest.fixture
def importing(site, admin):
    def import_rows(*rows):
        return import_file(xlsx(*rows, headings=HEADINGS), site=site, by=admin, kind="units")

    return import_rows


def tree():
    units = Unit.objects.order_by("path")
    return [(unit.depth, unit.code, unit.name, unit.time_zone) for unit in units]


def test_a_tree_is_made_in_the_order_of_the_file(importing):
    assert counts(importing(MINISTRY, REGION, OFFICE)) == (3, 0, 0, 0)
    assert tree() == [
        (1, "KM", "Kementerian", "Asia/Jakarta"),
        (2, "KW-1", "Kanwil Bali", "Asia/Makassar"),
        (3, "LP-1", "Lapas Kerobokan", "Asia/Makassar"),
    ]
    assert Unit.find_problems() == ([], [], [], [], [])


def test_the_same_file_twice_changes_nothing(importing, checking):
    importing(MINISTRY, REGION, OFFICE)
    assert counts(checking(MINISTRY, REGION, OFFICE)) == (0, 0, 3, 0)


def test_names_zones_and_places_are_changed_and_empty_cells_change_nothing(importing):
    importing(MINISTRY, REGION, OFFICE, ("KW-2", "Kanwil NTB", "Kantor wilayah", "WITA", "KM"))
    found = importing(
        ("KW-1", "Kanwil Bali", "Kantor wilayah", "", ""),
        ("LP-1", "Lapas Mataram", UPT, "", "KW-2"),
        ("LP-2", "Lapas Selong", UPT, "", "LP-1"),
    )
    assert counts(found) == (1, 1, 1, 0)
    assert tree()[1:] == [
        (2, "KW-1", "Kanwil Bali", "Asia/Makassar"),
        (2, "KW-2", "Kanwil NTB", "Asia/Makassar"),
        (3, "LP-1", "Lapas Mataram", "Asia/Makassar"),
        (4, "LP-2", "Lapas Selong", "Asia/Jakarta"),
    ]
    assert Unit.find_problems() == ([], [], [], [], [])


def test_a_unit_without_a_code_gets_the_one_of_the_row_with_its_name_and_place(importing):
    ministry = place_unit(Unit(name="Kementerian", kind="ministry"), None)
    place_unit(Unit(name="Kanwil Bali", kind="regional", time_zone="Asia/Makassar"), ministry)
    assert counts(importing(MINISTRY, REGION)) == (0, 2, 0, 0)
    assert [code for _depth, code, _name, _zone in tree()] == ["KM", "KW-1"]


def test_a_new_unit_without_a_parent_stands_below_the_sites_top_unit(importing, site):
    top = place_unit(Unit(name="Kementerian", kind="ministry", code="KM"), None)
    SiteSettings.objects.filter(site=site).update(top_unit=top)
    importing(("KW-1", "Kanwil Bali", "Kantor wilayah", "WITA", ""))
    assert Unit.objects.get(code="KW-1").get_parent() == top


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (("", "Kanwil", UPT, "", ""), "Kode", "Wajib diisi."),
        (("KW-9", "", UPT, "", ""), "Nama", "Wajib diisi."),
        (("KW-9", "Kanwil", "Warung", "", ""), "Jenis", "Pilih salah satu: Kementerian, Eselon I"),
        (("KW-9", "Kanwil", UPT, "GMT", ""), "Zona Waktu", "Pilih salah satu: WIB, WITA, WIT"),
        (("KW-9", "Kanwil", UPT, "", "XX"), "Kode Unit Induk", "Tidak ada unit dengan kode ini"),
        (("km", "Kanwil", UPT, "", ""), "Kode", "Sudah ada di baris 2."),
    ],
)
def test_a_bad_cell_is_named(checking, row, column, reason):
    found = checking(MINISTRY, row)
    [(line, named, text)] = refusals(found)
    assert (line, named) == (3, column)
    assert reason in text


def test_what_hangs_from_a_refused_unit_is_refused_with_it(checking):
    found = checking(("KW-1", "", "Kantor wilayah", "", ""), OFFICE)
    assert [(line, column) for line, column, _reason in refusals(found)] == [
        (2, "Nama"),
        (3, "Kode Unit Induk"),
    ]


def test_the_check_knows_parents_from_earlier_batches(checking, monkeypatch):
    monkeypatch.setattr("widya.imports.working.BATCH_ROWS", 1)
    monkeypatch.setattr("widya.imports.working.SLICE_SECONDS", 0)
    assert counts(checking(MINISTRY, REGION, OFFICE)) == (3, 0, 0, 0)


def test_a_unit_that_would_stand_below_itself_is_refused_and_the_rest_goes_on(importing):
    importing(MINISTRY, REGION)
    found = importing(("KM", "Kementerian", "Kementerian", "", "KW-1"), OFFICE)
    assert (found.state, counts(found)) == ("done", (1, 0, 0, 1))
    assert "di bawah dirinya sendiri" in refusals(found)[0][2]
    assert [code for _depth, code, _name, _zone in tree()] == ["KM", "KW-1", "LP-1"]
