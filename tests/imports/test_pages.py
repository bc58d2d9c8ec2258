"""The staff's pages for imports."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import worlds
from tests.imports.files import check, csv, run, work_out, xlsx
from widya.accounts.actions import grant_role, set_up_roles
from widya.imports.models import Import

PEOPLE = [(f"orang{n}", f"Orang {n}", f"orang{n}@example.id", "") for n in range(3)]
INDEX = "/admin/imports/"
UPLOAD = "/admin/imports/new/users/"


@pytest.fixture
def admin_client(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def checked(site, admin):
    return check(xlsx(*PEOPLE, ("", "", "", "x")), site=site, by=admin)


def page(name, found):
    return reverse(f"imports:{name}", args=[found.uuid])


def test_an_administrator_uploads_a_file_and_sees_it_checked(
    admin_client, django_capture_on_commit_callbacks
):
    file = SimpleUploadedFile("pegawai.xlsx", xlsx(*PEOPLE).read())
    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(UPLOAD, {"file": file})
    found = Import.objects.get()
    assert response.url == page("detail", found)
    text = admin_client.get(response.url).text
    assert found.state == "checked"
    assert "Belum ada data yang berubah" in text
    assert "Jalankan impor 3 baris" in text


def test_the_upload_page_explains_each_column_and_offers_the_template(admin_client):
    text = admin_client.get(UPLOAD).text
    assert "NIP 18 angka, sebagai teks" in text
    response = admin_client.get("/admin/imports/template/users/")
    assert "templat-pengguna.xlsx" in response.headers["Content-Disposition"]
    assert b"".join(response.streaming_content).startswith(b"PK")


def test_a_missing_or_too_large_file_is_refused_at_its_field(admin_client, monkeypatch):
    assert admin_client.post(UPLOAD, {}).context["form"].errors.keys() == {"file"}
    monkeypatch.setattr("widya.imports.forms.LARGEST_BYTES", 10)
    file = SimpleUploadedFile("pegawai.csv", b"x" * 11)
    errors = admin_client.post(UPLOAD, {"file": file}).context["form"].errors
    assert errors == {"file": ["Berkas ini lebih besar dari 30 MB."]}
    assert not Import.objects.exists()


def test_refused_rows_are_listed_by_pages(admin_client, site, admin):
    bad = [("", f"Orang {n}", f"orang{n}@example.id", "") for n in range(60)]
    found = check(xlsx(*bad), site=site, by=admin)
    text = admin_client.get(page("detail", found)).text
    assert "Tidak ada baris yang akan mengubah data" in text
    assert "Jalankan impor" not in text
    assert text.count("Wajib diisi.") == 50
    assert admin_client.get(page("detail", found), {"p": 2}).text.count("Wajib diisi.") == 10


def test_the_button_starts_the_import(
    admin_client, checked, admin, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(page("start", checked))
    checked.refresh_from_db()
    assert (checked.state, checked.started_by) == ("done", admin)
    text = admin_client.get(page("detail", checked)).text
    assert "Impor selesai." in text
    assert "Unduh hasil per baris" in text


def test_starting_twice_says_why_not(admin_client, checked):
    admin_client.post(page("start", checked))
    text = admin_client.post(page("start", checked), follow=True).text
    assert "Impor ini tidak dapat dijalankan." in text


def test_the_progress_is_asked_for_again_until_the_work_is_over(admin_client, checked, admin):
    admin_client.post(page("start", checked))
    response = admin_client.get(page("status", checked))
    assert "hx-get" in response.text
    assert "HX-Refresh" not in response.headers
    assert 'href="' + page("detail", checked) in response.text  # for who has no scripts
    work_out(checked)
    response = admin_client.get(page("status", checked))
    assert "hx-get" not in response.text
    assert response.headers["HX-Refresh"] == "true"


def test_a_stopped_import_says_why_and_can_be_continued(admin_client, checked):
    Import.objects.update(state="stopped", failure="Ada gangguan pada sistem.")
    text = admin_client.get(page("detail", checked)).text
    assert "Ada gangguan pada sistem." in text
    assert "Lanjutkan impor" in text


def test_a_failed_file_says_why(admin_client, site, admin):
    found = check(csv("a;b"), site=site, by=admin)
    text = admin_client.get(page("detail", found)).text
    assert "Kolom wajib tidak ditemukan" in text
    assert "Jalankan impor" not in text
    assert admin_client.get(page("report", found)).status_code == 404


def test_the_report_is_a_download(admin_client, checked, admin):
    response = admin_client.get(page("report", run(checked, by=admin)))
    assert "hasil-pegawai.xlsx" in response.headers["Content-Disposition"]
    assert b"".join(response.streaming_content).startswith(b"PK")


def test_imports_are_listed_with_their_counts(
    admin_client, checked, admin, django_assert_max_num_queries
):
    run(checked, by=admin)
    with django_assert_max_num_queries(25):
        text = admin_client.get(INDEX).text
    assert "pegawai.xlsx" in text
    assert "Impor pengguna" in text
    assert "Impor unit kerja" in text


def test_an_author_has_no_imports(client, site, checked):
    author = worlds.make_user("penulis")
    grant_role(author, site, "author")
    client.force_login(author)
    assert 'href="/admin/imports/"' not in client.get("/admin/").text
    for path in (INDEX, UPLOAD, page("detail", checked), page("report", checked)):
        assert client.get(path).status_code == 302
    client.post(page("start", checked))
    checked.refresh_from_db()
    assert checked.state == "checked"


def test_imports_of_another_site_are_out_of_reach(client, checked):
    other = worlds.make_site("kemenkum.localhost", is_default=False)
    set_up_roles(other, other.root_page)
    theirs = worlds.make_user("admin2", joined_through=other)
    grant_role(theirs, other, "administrator")
    client.force_login(theirs)
    host = {"HTTP_HOST": "kemenkum.localhost"}
    for name in ("detail", "status", "report"):
        assert client.get(page(name, checked), **host).status_code == 404
    assert client.post(page("start", checked), **host).status_code == 404
    assert client.get("/admin/imports/new/kucing/", **host).status_code == 404


def test_the_menu_leads_to_the_imports(admin_client):
    assert "/admin/imports/" in admin_client.get("/admin/").text
