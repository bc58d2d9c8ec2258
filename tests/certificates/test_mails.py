"""The mail that a certificate was issued."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import worlds
from tests.certificates.passing import earn_certificate, make_site
from widya.certificates.actions import revoke_certificate
from widya.certificates.mails import NEWS_FOR, tell_holder
from widya.certificates.tasks import make_files
from widya.notifications.actions import refuse_topic
from widya.notifications.models import Mail, Topic


@pytest.fixture(scope="module")
def shared_world(make_once):
    def build():
        site = make_site()
        course = worlds.make_course(site, title="Dasar Keimigrasian", credit_hours=3)
        now = timezone.now() - timedelta(minutes=1)
        certificate = earn_certificate(worlds.make_user("siti"), course, now=now)
        return {"site": site, "certificate": certificate}

    return make_once(build)


def test_the_worker_tells_the_holder_when_the_file_is_there(certificate):
    for _ in range(2):
        make_files.func([certificate.pk])
    mail = Mail.objects.get()
    assert mail.recipients == ["siti@example.id"]
    assert mail.subject == "Sertifikat Anda terbit: Dasar Keimigrasian"
    assert f"nomor {certificate.number}" in mail.text
    assert f"http://localhost/sertifikat/{certificate.uuid}/" in mail.text
    assert "(3 JP)" in mail.text


def test_who_does_not_want_to_hear_of_it_gets_the_certificate_alone(certificate):
    refuse_topic(certificate.user, Topic.CERTIFICATE)
    make_files.func([certificate.pk])
    certificate.refresh_from_db()
    assert certificate.file
    assert not Mail.objects.exists()


def test_what_was_issued_long_ago_is_no_news(certificate):
    tell_holder(certificate, now=certificate.issued_at + NEWS_FOR + timedelta(seconds=1))
    assert not Mail.objects.exists()


def test_of_a_revoked_one_nobody_is_told(certificate):
    revoke_certificate(certificate, by=worlds.make_user("a"), reason="Salah", now=timezone.now())
    certificate.refresh_from_db()
    make_files.func([certificate.pk])
    assert not Mail.objects.exists()
