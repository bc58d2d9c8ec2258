"""Import of accounts."""

from copy import deepcopy

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from wagtail.models import ModelLogEntry

from tests import worlds
from tests.accounts.doors import code_in_mail, sign_in, submit
from tests.imports.files import check, counts, import_file, refusals, run, xlsx
from widya.accounts.actions import grant_role, set_up_roles
from widya.accounts.importing import PersonImporter
from widya.accounts.models import User
from widya.organisation.actions import place_unit
from widya.organisation.models import SiteSettings, Unit
from widya.privacy.queries import access_entries_for

SITI = ("199001012015031001", "Siti Rahmawati, S.H.", "siti@example.id", "LP-01")
BUDI = ("budi", "Budi Santoso", "budi@example.id", "")


@pytest.fixture(scope="module")
def shared_unit(shared_world, make_once):
    return make_once(make_unit)


def make_unit():
    region = place_unit(Unit(name="Kantor Wilayah Jakarta", kind="regional"), None)
    return place_unit(Unit(name="Lapas Cipinang", kind="upt", code="LP-01"), region)


@pytest.fixture
def unit(shared_unit, db):
    return deepcopy(shared_unit)


@pytest.fixture
def checking(site, admin, unit):
    def check_rows(*rows, **options):
        return check(xlsx(*rows, **options), site=site, by=admin)

    return check_rows


@pytest.fixture
def importing(site, admin, unit):
    def import_rows(*rows, **options):
        return import_file(xlsx(*rows, **options), site=site, by=admin)

    return import_rows


def test_new_people_get_accounts_that_join_through_the_site(importing, site, unit):
    found = importing(SITI, BUDI)
    assert (found.state, counts(found)) == ("done", (2, 0, 0, 0))
    siti, budi = User.objects.get(nip=SITI[0]), User.objects.get(username="budi")
    assert (siti.username, siti.name, siti.email) == SITI[:3]
    assert (siti.unit, siti.joined_through, siti.employment_status) == (unit, site, "pns")
    assert (budi.nip, budi.unit, budi.employment_status) == (None, None, "other")


def test_a_new_account_is_active_but_has_no_password_until_its_owner_makes_one(importing):
    importing(SITI)
    siti = User.objects.get(nip=SITI[0])
    assert siti.is_active
    assert siti.activated_at
    assert not siti.has_usable_password()


def test_the_owner_of_a_new_account_makes_a_password_and_signs_in(importing, client):
    importing(SITI)
    submit(client, "/akun/lupa-password/", identifier=SITI[0], email=SITI[2])
    typed = {"code": code_in_mail(), "password1": worlds.PASSWORD, "password2": worlds.PASSWORD}
    client.post("/akun/lupa-password/kode/", typed)
    assert sign_in(client, SITI[0]).url == "/dashboard/"


def test_who_registered_in_anothers_name_and_was_never_activated_gains_nothing(importing, site):
    thief = worlds.make_user(SITI[0], nip=SITI[0], is_active=False, email="jahat@example.id")
    worlds.make_user("lain", is_active=False, email=SITI[2])
    assert counts(importing(SITI)) == (1, 0, 0, 0)
    siti = User.objects.get(nip=SITI[0])
    assert siti.pk != thief.pk
    assert (siti.email, siti.has_usable_password()) == (SITI[2], False)
    assert not User.objects.filter(pk=thief.pk).exists()


def test_an_account_that_the_staff_shut_stays_shut(importing, site):
    shut = worlds.make_user(
        "budi", is_active=False, activated_at=worlds.NOW, joined_through=site, name="Budi"
    )
    assert counts(importing(BUDI)) == (0, 1, 0, 0)
    shut.refresh_from_db()
    assert (shut.name, shut.is_active) == ("Budi Santoso", False)


def test_the_check_changes_nothing_and_forecasts_the_import(checking, admin):
    found = checking(SITI, BUDI, ("x", "", "x@example.id", ""))
    assert (found.state, counts(found)) == ("checked", (2, 0, 0, 1))
    assert list(User.objects.all()) == [admin]
    assert counts(run(found, by=admin)) == (2, 0, 0, 1)


def test_the_same_file_twice_changes_nothing(importing, checking):
    importing(SITI, BUDI)
    before = list(User.objects.order_by("pk").values())
    found = checking(SITI, BUDI)
    assert counts(found) == (0, 0, 2, 0)
    assert found.importable_count == 0
    assert list(User.objects.order_by("pk").values()) == before


def test_only_what_differs_is_changed_and_empty_cells_change_nothing(importing, admin):
    importing(SITI, BUDI)
    headings = ("NIP/Username", "Nama Lengkap", "Alamat Email", "Unit Kerja", "Jabatan")
    found = importing(
        ("19900101 201503 1 001", "Siti Rahmawati, S.H., M.H.", "siti@example.id", "", "Penyuluh"),
        ("BUDI", "Budi Santoso", "budi@example.id", "", ""),
        headings=headings,
    )
    assert counts(found) == (0, 1, 1, 0)
    siti = User.objects.get(nip=SITI[0])
    assert (siti.name, siti.position) == ("Siti Rahmawati, S.H., M.H.", "Penyuluh")
    assert siti.unit.code == "LP-01"
    entry = ModelLogEntry.objects.for_instance(siti).get(action="imports.changed")
    assert (entry.user, entry.data["fields"]) == (admin, ["name", "position"])


def test_who_was_changed_reads_so_and_the_replaced_address_is_told(importing, admin):
    importing(SITI, BUDI)
    siti, budi = User.objects.get(nip=SITI[0]), User.objects.get(username="budi")
    EmailAddress.objects.create(user=siti, email=SITI[2], verified=True)
    importing((*SITI[:2], "baru@example.id", ""), ("budi", "Budi S.", BUDI[2], "LP-01"))
    [entry] = access_entries_for(siti)
    assert (entry.actor, entry.kind, entry.fields) == (admin, "changed", ["email"])
    assert [entry.field_labels() for entry in access_entries_for(budi)] == [
        ["nama lengkap", "unit kerja"]
    ]
    assert not EmailAddress.objects.filter(user=siti).exists()
    assert [each.to for each in mail.outbox] == [[SITI[2]]]


def test_a_nip_that_is_but_the_user_name_of_another_is_refused(checking, site):
    worlds.make_user(SITI[0], nip="199001012015031002", joined_through=site)
    found = checking(SITI)
    assert counts(found) == (0, 0, 0, 1)
    message = "NIP ini username akun dengan NIP lain. Koreksi akun itu dahulu."
    assert refusals(found) == [(2, "NIP/Username", message)]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (("", "Siti", "s@example.id", ""), "NIP/Username", "Wajib diisi."),
        (("1990", "Siti", "s@example.id", ""), "NIP/Username", "NIP terdiri dari 18 angka."),
        (("199013012015031001", "Siti", "s@example.id", ""), "NIP/Username", "Delapan angka"),
        (("1,99001012015031E+17", "Siti", "s@example.id", ""), "NIP/Username", "sebagai angka"),
        ((int(SITI[0]), "Siti", "s@example.id", ""), "NIP/Username", "sebagai angka"),
        (("dua kata", "Siti", "s@example.id", ""), "NIP/Username", "Masukkan nama pengguna"),
        (("siti", "", "s@example.id", ""), "Nama Lengkap", "Wajib diisi."),
        (("siti", "x" * 161, "s@example.id", ""), "Nama Lengkap", "paling banyak 160"),
        (("siti", "Siti", "s@", ""), "Alamat Email", "Masukkan alamat email yang valid."),
        (("siti", "Siti", "s@example.id", "Lapas Lain"), "Unit Kerja", "Tidak ada unit"),
        (("siti", "Siti", "ADMIN@example.id", ""), "Alamat Email", "sudah dipakai akun lain"),
    ],
)
def test_a_bad_cell_is_named_with_its_line_column_and_reason(checking, row, column, reason):
    found = checking(BUDI, row)
    assert counts(found) == (1, 0, 0, 1)
    [(line, named, text)] = refusals(found)
    assert (line, named) == (3, column)
    assert reason in text


@pytest.mark.parametrize(
    ("heading", "cell", "reason"),
    [
        ("Status Kepegawaian", "Honorer", "Pilih salah satu: PNS, PPPK, Lainnya"),
        ("Nomor Telepon", "dua", "Tulis nomor telepon dengan angka"),
    ],
)
def test_what_is_not_a_choice_or_a_number_is_refused(checking, heading, cell, reason):
    headings = ("NIP/Username", "Nama Lengkap", "Alamat Email", heading)
    found = checking((*SITI[:3], cell), headings=headings)
    [(_line, named, text)] = refusals(found)
    assert named == heading
    assert reason in text


def test_all_that_is_wrong_with_a_row_is_told_at_once(checking):
    found = checking(SITI, (SITI[0], "", SITI[2].upper(), "Lapas Lain"))
    assert refusals(found) == [
        (3, "NIP/Username", "Sudah ada di baris 2."),
        (3, "Alamat Email", "Sudah ada di baris 2."),
        (3, "Nama Lengkap", "Wajib diisi."),
        (3, "Unit Kerja", "Tidak ada unit dengan kode atau nama ini."),
    ]


def test_a_row_that_repeats_another_is_refused_however_it_is_written(checking):
    found = checking(BUDI, (" BUDI ", "Budi", "lain@example.id", ""))
    assert refusals(found) == [(3, "NIP/Username", "Sudah ada di baris 2.")]


@pytest.mark.parametrize(
    "text",
    [
        "lp-01",
        "lapas cipinang",
        "Kantor Wilayah Jakarta › Lapas Cipinang",
        "Kantor Wilayah Jakarta > Lapas Cipinang",
        "kantor wilayah jakarta / lapas cipinang",
    ],
)
def test_a_unit_is_known_by_code_name_or_path(importing, unit, text):
    importing((*SITI[:3], text))
    assert User.objects.get(nip=SITI[0]).unit == unit


def test_a_name_that_several_units_have_needs_its_path(checking, unit):
    other = place_unit(Unit(name="Kantor Wilayah Bali", kind="regional"), None)
    place_unit(Unit(name="Lapas Cipinang", kind="upt"), other)
    found = checking((*SITI[:3], "Lapas Cipinang"), (*BUDI[:3], "Bali / Lapas Cipinang"))
    assert [reason for _line, _column, reason in refusals(found)] == [
        "Ada beberapa unit bernama ini. Tulis kode atau jalurnya.",
        "Tidak ada unit dengan kode atau nama ini.",
    ]


def test_units_of_another_agency_are_not_offered(checking, site, unit):
    SiteSettings.objects.filter(site=site).update(
        top_unit=place_unit(Unit(name="Kementerian Lain", kind="ministry"), None)
    )
    assert counts(checking(SITI)) == (0, 0, 0, 1)


def test_accounts_that_the_importer_does_not_administer_stay_as_they_are(importing, admin):
    worlds.make_user("kepala", is_superuser=True)
    other = worlds.make_site("kemenkum.localhost", is_default=False)
    worlds.make_user("budi", joined_through=other)
    rows = [(name, "Diambil Alih", f"{name}@jahat.example", "") for name in ("kepala", "budi")]
    found = importing(*rows, SITI)
    assert counts(found) == (1, 0, 0, 2)
    assert {column for _line, column, _reason in refusals(found)} == {"NIP/Username"}
    assert not User.objects.filter(name="Diambil Alih").exists()


def test_an_import_of_many_costs_few_statements(site, admin, unit, django_assert_max_num_queries):
    people = [(f"orang{n}", f"Orang {n}", f"orang{n}@example.id", "LP-01") for n in range(400)]
    found = check(xlsx(*people), site=site, by=admin)
    with django_assert_max_num_queries(150):
        run(found, by=admin)
    assert User.objects.count() == 401


def test_only_a_sites_administrator_may_import_its_people(site, admin):
    author = worlds.make_user("penulis")
    grant_role(author, site, "author")
    other = worlds.make_site("kemenkum.localhost", is_default=False)
    set_up_roles(other, other.root_page)
    assert PersonImporter.is_allowed(admin, site)
    assert not PersonImporter.is_allowed(admin, other)
    assert not PersonImporter.is_allowed(author, site)
    assert PersonImporter.is_allowed(worlds.make_user("root", is_superuser=True), other)
