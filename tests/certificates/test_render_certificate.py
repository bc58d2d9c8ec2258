"""A certificate's files are made once, after the pass or at the first download."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

from tests import worlds
from tests.certificates.passing import earn_certificate, make_site, pass_course
from widya.certificates import actions
from widya.certificates.actions import render_certificate
from widya.certificates.models import Certificate

pytestmark = pytest.mark.django_db


def earn():
    course = worlds.make_course(make_site(), topics=1)
    return earn_certificate(worlds.make_user("siti"), course)


def path_of(certificate):
    return f"certificates/2026/05/{certificate.uuid}.pdf"


def content_of(file):
    with file.open("rb") as stream:
        return stream.read()


def kept_files(certificate):
    """Return the names of all PDF files of the certificate."""
    _, files = storages["private"].listdir("certificates/2026/05")
    return [name for name in files if name.startswith(str(certificate.uuid)[:8]) and "pdf" in name]


def test_files_are_made_after_the_commit(django_capture_on_commit_callbacks):
    course = worlds.make_course(make_site(), topics=1)
    with django_capture_on_commit_callbacks(execute=True):
        enrolment = pass_course(worlds.make_user("siti"), course)
        assert not enrolment.certificate.file
    certificate = Certificate.objects.get()
    assert certificate.file.name == path_of(certificate)
    assert content_of(certificate.file).startswith(b"%PDF-")
    assert content_of(certificate.picture).startswith(b"<svg ")


def test_render_certificate_leaves_a_file_that_is_there():
    certificate = render_certificate(earn())
    storage = certificate.file.storage
    storage.delete(certificate.file.name)
    storage.save(certificate.file.name, ContentFile(b"as it was"))
    assert content_of(render_certificate(Certificate.objects.get()).file) == b"as it was"


def test_render_certificate_replaces_what_an_interrupted_run_left_behind():
    certificate = earn()
    storages["private"].save(path_of(certificate), ContentFile(b"half a file"))
    rendered = render_certificate(certificate)
    assert rendered.file.name == path_of(certificate)
    assert content_of(rendered.file).startswith(b"%PDF-")


def test_render_certificate_from_an_old_copy_keeps_one_file():
    certificate = earn()
    old_copy = Certificate.objects.get()
    render_certificate(certificate)
    assert render_certificate(old_copy).file.name == path_of(certificate)
    assert kept_files(certificate) == [f"{certificate.uuid}.pdf"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_those_who_render_at_once_one_keeps_its_files(monkeypatch):
    certificate = earn()
    Certificate.objects.update(file="", picture="")
    everybody = Barrier(6)
    kept = []
    save = Certificate.save

    def render_together(printed):
        everybody.wait()
        return b"<svg />"

    def count_and_save(instance, **options):
        kept.append(instance.file.name)
        save(instance, **options)

    def render(_):
        try:
            return render_certificate(Certificate.objects.get(pk=certificate.pk)).file.name
        finally:
            connection.close()

    monkeypatch.setattr(actions, "render_picture", render_together)
    monkeypatch.setattr(Certificate, "save", count_and_save)
    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(render, range(6))) == {path_of(certificate)}
    assert kept == [path_of(certificate)]
    assert kept_files(certificate) == [f"{certificate.uuid}.pdf"]
