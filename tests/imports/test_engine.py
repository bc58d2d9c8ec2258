"""From the upload to the report, whatever is imported: states, crashes, rights, files."""

from contextlib import suppress
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError
from django.utils import timezone, translation
from python_calamine import CalamineWorkbook
from wagtail.models import ModelLogEntry

from tests import worlds
from tests.imports.files import (
    HEADINGS,
    check,
    counts,
    csv,
    import_file,
    refusals,
    run,
    work_out,
    xlsx,
)
from widya.accounts.actions import grant_role, set_up_roles
from widya.accounts.importing import PersonImporter
from widya.accounts.models import User
from widya.imports import tasks
from widya.imports.actions import start, upload
from widya.imports.claims import claim
from widya.imports.errors import AlreadyRunning, NotAllowed, NotReady
from widya.imports.importers import find_columns
from widya.imports.models import Import
from widya.imports.spreadsheets import template_of
from widya.imports.working import work_on

PEOPLE = [(f"orang{n}", f"Orang {n}", f"orang{n}@example.id", "") for n in range(6)]


class Killed(BaseException):
    """What ends a worker without giving it the chance to say so."""


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr("widya.imports.working.BATCH_ROWS", 2)


@pytest.fixture
def checked(site, admin):
    return check(xlsx(*PEOPLE), site=site, by=admin)


def upload_now(file, *, site, by):
    return upload(kind="users", site=site, file=file, by=by, now=timezone.now())


def report_of(found):
    with found.report.open() as file:
        return file.read()


def sheet_of(content, number=0):
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(number).to_python()


def make_stale(found):
    Import.objects.filter(pk=found.pk).update(advanced_at=timezone.now() - timedelta(minutes=5))


def fail_once(monkeypatch, error, *, after=1):
    """Let saving raise ``error`` in the middle of the batch number ``after`` + 1, once."""
    save, calls = PersonImporter.save, []

    def failing(importer, steps):
        calls.append(steps)
        if len(calls) == after + 1:
            save(importer, steps[:1])
            raise error
        save(importer, steps)

    monkeypatch.setattr(PersonImporter, "save", failing)


def test_a_file_is_uploaded_checked_started_and_done(site, admin):
    found = upload_now(xlsx(*PEOPLE), site=site, by=admin)
    assert found.state == "reading"
    found = work_out(found)
    assert (found.state, found.row_count, found.last_line) == ("checked", 6, 7)
    found = run(found, by=admin)
    assert (found.state, counts(found), found.percent) == ("done", (6, 0, 0, 0), 100)
    assert (found.uploaded_by, found.started_by) == (admin, admin)
    assert found.finished_at >= found.started_at >= found.uploaded_at


def test_who_imported_what_and_when_is_kept(site, admin):
    found = import_file(xlsx(*PEOPLE), site=site, by=admin)
    entries = ModelLogEntry.objects.for_instance(found)
    assert {(entry.action, entry.user) for entry in entries} == {
        ("imports.upload", admin),
        ("imports.start", admin),
        ("imports.finish", admin),
    }
    person = User.objects.get(username="orang0")
    entry = ModelLogEntry.objects.for_instance(person).get()
    assert (entry.action, entry.user) == ("imports.created", admin)
    assert entry.data["import"] == str(found.uuid)


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (csv(""), "Berkas ini kosong."),
        (csv(";".join(HEADINGS)), "Tidak ada baris data di bawah judul kolom."),
        (csv("Nama Lengkap;Umur\nSiti;30"), "Kolom wajib tidak ditemukan: NIP/Username"),
        (csv("\x00" * 1000), "Berkas ini bukan XLSX atau CSV, atau rusak."),
    ],
    ids=["empty", "no rows", "wrong headings", "no spreadsheet"],
)
def test_a_file_that_cannot_be_imported_fails_with_the_reason(site, admin, file, reason):
    found = check(file, site=site, by=admin)
    assert found.state == "failed"
    assert reason in found.failure
    with pytest.raises(NotReady):
        start(found, by=admin, now=timezone.now())


def test_csv_is_imported_like_a_workbook(site, admin):
    text = "Alamat Email;NIP/Username;Nama Lengkap\nsiti@example.id;siti;Siti, S.H.\n"
    import_file(csv(text, encoding="cp1252"), site=site, by=admin)
    assert User.objects.get(username="siti").name == "Siti, S.H."


def test_columns_are_known_by_name_or_label_in_any_order_and_others_are_named(site, admin):
    with translation.override("en"):
        columns, ignored = find_columns(
            PersonImporter,
            ["Umur", " nama  lengkap *", "email", "NIP/USERNAME", "NIP/Username", ""],
        )
    assert {place: column.name for place, column in columns.items()} == {
        1: "name",
        2: "email",
        3: "identifier",
    }
    assert ignored == ["Umur", "NIP/Username"]


def test_an_ignored_column_is_told(site, admin):
    found = check(xlsx((*PEOPLE[0], "30"), headings=(*HEADINGS, "Umur")), site=site, by=admin)
    assert (found.state, found.ignored_columns) == ("checked", ["Umur"])


def test_work_goes_on_in_slices_and_lets_others_in_between(site, admin, small_batches, monkeypatch):
    monkeypatch.setattr("widya.imports.working.SLICE_SECONDS", 0)
    found = upload_now(xlsx(*PEOPLE), site=site, by=admin)
    slices = 1
    while work_on(found.pk):
        slices += 1
    assert slices > 3
    assert counts(work_out(found)) == (6, 0, 0, 0)


def test_a_killed_worker_loses_no_row_and_repeats_none(checked, admin, small_batches, monkeypatch):
    fail_once(monkeypatch, Killed())
    start(checked, by=admin, now=timezone.now())
    with suppress(Killed):
        work_on(checked.pk)
    left = Import.objects.get(pk=checked.pk)
    assert (left.state, left.position, counts(left)) == ("running", 3, (2, 0, 0, 0))
    assert set(User.objects.exclude(pk=admin.pk).values_list("username", flat=True)) == {
        "orang0",
        "orang1",
    }
    assert not work_on(checked.pk)  # the claim of the dead is respected for a while
    make_stale(checked)
    done = work_out(checked)
    assert (done.state, counts(done)) == ("done", (6, 0, 0, 0))
    assert User.objects.filter(username__startswith="orang").count() == 6
    assert ModelLogEntry.objects.filter(action="imports.created").count() == 6


@pytest.mark.parametrize("state", ["reading", "checking"])
def test_a_check_that_was_killed_starts_where_it_can(
    site, admin, small_batches, monkeypatch, state
):
    stage = {"reading": "loading._keep", "checking": "working._keep_refusals"}[state]
    found = upload_now(xlsx(*PEOPLE, ("", "", "", "")), site=site, by=admin)
    with monkeypatch.context() as patch:
        patch.setattr(f"widya.imports.{stage}", lambda *_args: (_ for _ in ()).throw(Killed))
        with suppress(Killed):
            while work_on(found.pk):
                pass
    assert Import.objects.get(pk=found.pk).state == state
    make_stale(found)
    found = work_out(found)
    assert (found.state, counts(found), found.rows.count()) == ("checked", (6, 0, 0, 0), 6)


def test_the_clock_takes_stalled_imports_up_again(checked, admin):
    start(checked, by=admin, now=timezone.now())
    claim(checked.pk, now=timezone.now())
    tasks.resume_stalled()
    assert Import.objects.get(pk=checked.pk).state == "running"
    make_stale(checked)
    tasks.resume_stalled()
    assert Import.objects.get(pk=checked.pk).state == "done"


def test_a_worker_that_was_overtaken_writes_nothing(checked, admin, monkeypatch):
    start(checked, by=admin, now=timezone.now())
    save = PersonImporter.save

    def overtaken(importer, steps):
        make_stale(checked)
        claim(checked.pk, now=timezone.now())
        save(importer, steps)

    monkeypatch.setattr(PersonImporter, "save", overtaken)
    assert not work_on(checked.pk)
    assert not User.objects.filter(username__startswith="orang").exists()


def test_an_error_stops_the_import_which_can_be_continued(
    checked, admin, small_batches, monkeypatch, caplog
):
    fail_once(monkeypatch, RuntimeError("disk full"))
    stopped = run(checked, by=admin)
    assert (stopped.state, counts(stopped)) == ("stopped", (2, 0, 0, 0))
    assert stopped.failure == "Ada gangguan pada sistem."
    assert "disk full" in caplog.text
    done = run(stopped, by=admin)
    assert (done.state, counts(done), done.failure) == ("done", (6, 0, 0, 0), "")


def test_a_record_that_somebody_makes_meanwhile_is_looked_at_again(checked, admin, monkeypatch):
    fail_once(monkeypatch, IntegrityError("somebody registered"), after=0)
    done = run(checked, by=admin)
    assert (done.state, counts(done)) == ("done", (6, 0, 0, 0))


def test_what_became_impossible_since_the_check_is_refused_by_the_import(checked, admin):
    worlds.make_user("lain", email="orang3@example.id")
    done = run(checked, by=admin)
    assert counts(done) == (5, 0, 0, 1)
    assert refusals(done) == [(5, "Alamat Email", "Alamat ini sudah dipakai akun lain.")]


def test_one_import_of_a_kind_runs_on_a_site_at_a_time(site, admin, checked):
    second = check(xlsx(("lain", "Lain", "lain@example.id", "")), site=site, by=admin)
    start(checked, by=admin, now=timezone.now())
    with pytest.raises(AlreadyRunning):
        start(second, by=admin, now=timezone.now())
    work_out(checked)
    assert run(second, by=admin).state == "done"


def test_an_import_runs_once(checked, admin):
    start(checked, by=admin, now=timezone.now())
    with pytest.raises(NotReady):
        start(checked, by=admin, now=timezone.now())
    work_out(checked)
    with pytest.raises(NotReady):
        start(checked, by=admin, now=timezone.now())


def test_rights_are_asked_for_at_upload_at_start_and_while_running(site, admin, checked):
    author = worlds.make_user("penulis")
    grant_role(author, site, "author")
    with pytest.raises(NotAllowed):
        upload_now(xlsx(*PEOPLE), site=site, by=author)
    with pytest.raises(NotAllowed):
        start(checked, by=author, now=timezone.now())
    start(checked, by=admin, now=timezone.now())
    admin.groups.clear()
    stopped = work_out(checked)
    assert (stopped.state, counts(stopped)) == ("stopped", (0, 0, 0, 0))
    assert "tidak berhak" in stopped.failure


def test_another_sites_administrator_may_not_start_it(site, admin, checked):
    other = worlds.make_site("kemenkum.localhost", is_default=False)
    set_up_roles(other, other.root_page)
    theirs = worlds.make_user("admin2", joined_through=other)
    grant_role(theirs, other, "administrator")
    with pytest.raises(NotAllowed):
        start(checked, by=theirs, now=timezone.now())


def test_the_report_of_a_check_has_the_refused_rows_to_mend_and_upload_again(site, admin):
    bad = ("orang9", "=1+1", "bukan email", "")
    found = check(xlsx(PEOPLE[0], bad), site=site, by=admin)
    headings, *rows = sheet_of(report_of(found))
    assert headings[:7] == [
        "Baris",
        "Hasil",
        "Keterangan",
        "NIP/Username *",
        "Nama Lengkap *",
        "Alamat Email *",
        "Unit Kerja",
    ]
    reason = "Alamat Email: Masukkan alamat email yang valid."
    assert rows == [[3.0, "Ditolak", reason, "orang9", "=1+1", "bukan email", *[""] * 5]]
    again = check(ContentFile(report_of(found), name="baris.xlsx"), site=site, by=admin)
    assert refusals(again) == [(2, "Alamat Email", "Masukkan alamat email yang valid.")]


def test_the_report_of_an_import_has_what_came_of_each_row(site, admin):
    import_file(xlsx(*PEOPLE[:2]), site=site, by=admin)
    changed = ("orang1", "Orang Satu", "orang1@example.id", "")
    found = import_file(xlsx(PEOPLE[0], changed, PEOPLE[2], ("x",)), site=site, by=admin)
    _headings, *rows = sheet_of(report_of(found))
    assert [row[:2] + row[3:4] for row in rows] == [
        [2.0, "Tetap", "orang0"],
        [3.0, "Diubah", "orang1"],
        [4.0, "Baru", "orang2"],
        [5.0, "Ditolak", "x"],
    ]


def test_the_template_has_the_columns_and_explains_them(site, admin):
    content = template_of(PersonImporter).read()
    headings = sheet_of(content)[0]
    assert headings[:3] == ["NIP/Username *", "Nama Lengkap *", "Alamat Email *"]
    explained = {row[0]: row[1:4] for row in sheet_of(content, number=1)}
    assert explained["NIP/Username"][0] == "Ya"
    assert explained["Unit Kerja"][2] == "LP-3171"


def test_a_filled_in_template_is_imported(site, admin):
    columns, ignored = find_columns(PersonImporter, sheet_of(template_of(PersonImporter).read())[0])
    assert list(columns.values()) == list(PersonImporter.columns)
    assert ignored == []


def test_files_and_rows_go_after_some_days_and_the_counts_stay(site, admin, checked):
    done = run(checked, by=admin)
    running = check(xlsx(("a", "A", "a@example.id", "")), site=site, by=admin)
    start(running, by=admin, now=timezone.now())
    storage, names = done.file.storage, (done.file.name, done.report.name)
    tasks.remove_old_files()
    assert all(storage.exists(name) for name in names)
    Import.objects.update(uploaded_at=timezone.now() - tasks.KEPT_FOR)
    tasks.remove_old_files()
    assert not any(storage.exists(name) for name in names)
    done.refresh_from_db()
    assert (done.rows.count(), bool(done.file), counts(done)) == (0, False, (6, 0, 0, 0))
    assert running.rows.count() == 1


def test_messages_are_in_the_language_of_the_one_who_uploads(site, admin):
    with translation.override("en"):
        found = upload_now(xlsx(("siti", "Siti", "s@", "")), site=site, by=admin)
    assert refusals(work_out(found))[0][2] == "Enter a valid email address."
