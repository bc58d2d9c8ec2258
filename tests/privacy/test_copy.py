"""The copy of all that is kept about a person."""

from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.core import mail
from django.utils import timezone, translation

from tests import worlds
from tests.privacy.pasts import NOW, ask, ready_copy, unpack
from widya.certificates.models import Certificate
from widya.organisation.queries import branding_of
from widya.privacy import copying
from widya.privacy.archive import write_archive
from widya.privacy.collectors import COLLECTORS
from widya.privacy.copying import expire_copies, make_copy
from widya.privacy.models import DataCopy
from widya.privacy.sections import in_words

pytestmark = pytest.mark.django_db
PAGE = "/akun/data-saya/"
WISH = "/akun/data-saya/salinan/"
# Section: what of a person's past must be in it.
EXPECTED = {
    "profile": "Penyuluh {}",
    "former_identifiers": "{}",
    "acceptances": "Ketentuan {}",
    "email_addresses": "{}@lain.example",
    "sessions": "Peramban {}",
    "second_factors": None,
    "identities": "{}@sso.example",
    "enrolments": "Pelatihan {}",
    "completions": "Pelatihan {}",
    "watchings": "Pelatihan {}",
    "reviews": "Kata {}",
    "favourites": "Favorit {}",
    "attempts": "Pelatihan {}",
    "grades": "Ujian Akhir",
    "answers": "A. Soal 1 Bank {}",
    "late_answers": "B. Soal",
    "extra_time": "Tangan {} patah",
    "certificates": "Pelatihan {}",
    "credits": "Pelatihan {}",
    "mails": "Perihal {}",
    "refused_topics": "JP tahun ini belum cukup",
    "notices": "Sertifikat terbit",
    "import_rows": "pegawai-{}.xlsx",
    "staff_access": "Petugas Pengelola {}",
    "staff_log": "Ganti identitas",
}


def archive_of(user, site):
    file = BytesIO()
    write_archive(user, file, branding=branding_of(site), now=NOW)
    return unpack(file.getvalue())


def collected(user):
    return {each.name: each for collect in COLLECTORS for each in collect(user)}


def test_every_section_is_expected_here(pasts, siti):
    assert set(collected(siti)) == set(EXPECTED)


@pytest.mark.parametrize(("name", "text"), EXPECTED.items())
def test_a_section_holds_ones_own_and_nothing_of_another_person(pasts, siti, name, text):
    shown = str(collected(siti)[name].records()).lower()
    if text:
        assert text.format("siti").lower() in shown
    assert "budi" not in shown


def test_json_and_page_agree(pasts, site, siti):
    data, page, _names = archive_of(siti, site)
    text = unescape(page)
    for name, found in collected(siti).items():
        assert len(data[name]) == len(found.rows)
        assert f'id="{name}"' in page
        for row in found.rows:
            assert [value for value in row if in_words(value) not in text] == []


def test_photo_and_certificate_come_along(pasts, site, siti):
    data, page, names = archive_of(siti, site)
    files = [name for name in names if not name.startswith("data-saya")]
    assert "foto.jpg" in files
    assert [name for name in files if name.startswith("sertifikat/") and name.endswith(".pdf")]
    assert data["files"] == files
    assert all(f'href="{name}"' in page for name in files)


def test_the_file_of_a_revoked_certificate_is_withheld(pasts, site, siti):
    Certificate.objects.filter(user=siti).update(revoked_at=NOW, revocation_reason="Keliru")
    data, _page, names = archive_of(siti, site)
    assert data["certificates"][0]["revocation_reason"] == "Keliru"
    assert not [name for name in names if name.endswith(".pdf")]


def test_no_secret_is_in_the_copy(pasts, site, siti):
    data, page, _names = archive_of(siti, site)
    for secret in (siti.password, siti.sessions.get().session_key):
        assert secret not in str(data)
        assert secret not in page


@pytest.mark.parametrize("feedback", ["none", "score"])
def test_questions_are_left_out_where_the_result_does_not_show_them(pasts, siti, feedback):
    siti.attempts.get().assessment.__class__.objects.update(feedback=feedback)
    answers = collected(siti)["answers"].records()
    assert {(row["question"], row["is_right"]) for row in answers} == {("", None)}


def test_questions_and_judgement_are_told_where_the_result_shows_them(pasts, siti):
    siti.attempts.get().assessment.__class__.objects.update(feedback="right_wrong")
    answers = collected(siti)["answers"].records()
    assert {row["question"] for row in answers} == {f"Soal {n} Bank siti" for n in range(1, 5)}
    assert {row["is_right"] for row in answers} == {True}


def test_the_page_stands_alone_and_is_in_the_language_asked_for(pasts, site, siti):
    with translation.override("en"):
        _data, page, _names = archive_of(siti, site)
    assert '<html lang="en">' in page
    assert 'href="data:text/css;base64,' in page
    assert "<script" not in page
    assert 'src="' not in page


def test_the_worker_makes_the_copy_and_tells_its_owner(site, siti):
    copy = ask(siti, site)
    make_copy(copy.pk, clock=lambda: NOW)
    copy.refresh_from_db()
    assert (copy.state, copy.expires_at) == (DataCopy.State.READY, NOW + timedelta(days=7))
    with copy.file.open() as file:
        data, _page, _names = unpack(file.read())
    assert data["profile"][0]["name"] == "Siti Rahmawati"
    (sent,) = mail.outbox
    assert (sent.to, sent.expires_at) == ([siti.email], copy.expires_at)
    assert "http://localhost/akun/data-saya/" in sent.body


def test_making_the_same_copy_again_changes_nothing(site, siti):
    copy = ask(siti, site)
    make_copy(copy.pk, clock=lambda: NOW)
    make_copy(copy.pk, clock=lambda: NOW + timedelta(days=1))
    copy.refresh_from_db()
    assert copy.ready_at == NOW
    assert len(mail.outbox) == 1


def test_asking_twice_makes_one_copy(site, siti, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        first, second = ask(siti, site), ask(siti, site)
    assert first.uuid == second.uuid
    assert len(callbacks) == 1


def test_a_new_copy_replaces_the_old_one_and_its_address(
    site, siti, django_capture_on_commit_callbacks
):
    old = ready_copy(siti, site)
    storage, name = old.file.storage, old.file.name
    with django_capture_on_commit_callbacks() as callbacks:
        new = ask(siti, site)
    callbacks[0]()
    assert new.uuid != old.uuid
    assert new.state == DataCopy.State.WAITING
    assert not storage.exists(name)


def test_a_copy_that_failed_says_so_and_may_be_tried_again(site, siti, signed_in, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(copying, "write_archive", fail)
    copy = ask(siti, site)
    with pytest.raises(OSError):
        make_copy(copy.pk, clock=lambda: NOW)
    page = signed_in.get(PAGE).text
    assert "Salinan gagal dibuat" in page
    assert "Coba lagi" in page
    assert ask(siti, site).state == DataCopy.State.WAITING


def test_a_copy_goes_after_a_week_with_its_file(site, siti):
    copy = ready_copy(siti, site)
    storage, name = copy.file.storage, copy.file.name
    expire_copies(now=copy.expires_at - timedelta(seconds=1))
    assert storage.exists(name)
    expire_copies(now=copy.expires_at)
    assert not storage.exists(name)
    assert not DataCopy.objects.exists()


def test_a_copy_that_nobody_makes_counts_as_failed_after_an_hour(site, siti):
    ask(siti, site)
    expire_copies(now=NOW + timedelta(minutes=59))
    assert DataCopy.objects.get().state == DataCopy.State.WAITING
    expire_copies(now=NOW + timedelta(hours=1))
    assert DataCopy.objects.get().state == DataCopy.State.FAILED


def test_the_page_offers_the_copy_until_it_expires(site, siti, signed_in):
    assert "Minta salinan data" in signed_in.get(PAGE).text
    assert signed_in.post(WISH).url == PAGE
    assert "Sedang disiapkan" in signed_in.get(PAGE).text
    make_copy(DataCopy.objects.get().pk, clock=timezone.now)
    page = signed_in.get(PAGE).text
    assert f"{WISH}{DataCopy.objects.get().uuid}/" in page
    DataCopy.objects.update(expires_at=timezone.now())
    assert "Minta salinan data" in signed_in.get(PAGE).text


def test_the_file_goes_to_its_owner_only(client, site, siti, budi):
    copy = ready_copy(siti, site, now=timezone.now())
    address = f"{WISH}{copy.uuid}/"
    assert client.get(address).url == f"/akun/login/?next={address}"
    for other in (budi, worlds.make_user("super", is_superuser=True)):
        client.force_login(other)
        assert client.get(address).status_code == 404
    client.force_login(siti)
    response = client.get(address)
    assert b"".join(response.streaming_content) == b"rahasia"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in response.headers["Cache-Control"]


def test_an_expired_file_is_gone(site, siti, signed_in):
    copy = ready_copy(siti, site, now=timezone.now() - timedelta(days=7))
    assert signed_in.get(f"{WISH}{copy.uuid}/").status_code == 404


def test_a_copy_is_asked_for_by_post_only(signed_in, site):
    assert signed_in.get(WISH).status_code == 405
