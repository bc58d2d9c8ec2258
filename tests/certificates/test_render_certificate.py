"""A certificate's files are made once, after the pass or at the first download."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from tests import worlds
from tests.certificates.passing import earn_certificate, kept_files, make_site, pass_course, path_of
from widya.certificates.actions import render_certificate
from widya.certificates.models import Certificate
from widya.certificates.tasks import make_files

pytestmark = pytest.mark.django_db


def earn():
    course = worlds.make_course(make_site(), topics=1)
    return earn_certificate(worlds.make_user("siti"), course)


def content_of(file):
    with file.open("rb") as stream:
        return stream.read()


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


def test_files_that_cannot_be_made_cost_no_other_certificate_its_own(caplog):
    course = worlds.make_course(make_site(), topics=1)
    broken, good = (earn_certificate(worlds.make_user(name), course) for name in ("siti", "budi"))
    Certificate.objects.filter(pk=broken.pk).update(printed={})
    make_files.func([broken.pk, good.pk])
    assert Certificate.objects.get(pk=good.pk).file.name == path_of(good)
    assert not Certificate.objects.get(pk=broken.pk).file
    assert f"Certificate {broken.number} was not made ready for its holder" in caplog.text


def test_what_an_earlier_version_left_in_the_queue_is_done():
    certificate = earn()
    make_files.func(certificate.pk)
    assert Certificate.objects.get(pk=certificate.pk).file
