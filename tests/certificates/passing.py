"""Learners who pass: the way in which certificates come to be."""

from datetime import timedelta

from django.core.files.storage import storages

from tests import worlds
from widya.catalog.models import CoursePage
from widya.certificates.models import Certificate
from widya.learning.actions import enrol, finish_enrolment

MINISTRY = "Kementerian Imigrasi dan Pemasyarakatan"
AGENCY = "Badan Pengembangan Sumber Daya Manusia Imigrasi dan Pemasyarakatan"
SITE_SETTINGS = {
    "platform_name": "MOOC Kemenimipas",
    "short_name": "Kemenimipas",
    "agency_name": AGENCY,
    "ministry_name": MINISTRY,
    "certificate_number_pattern": "SDM.MOOC/{year} {number:06}",
    "certificate_place": "Jakarta",
    "signatory_position": f"Kepala {AGENCY}",
    "signatory_name": "Dr. Hadi Santosa, M.Si.",
}


def make_site(hostname="localhost", **settings):
    """Return a site whose settings name all that a certificate prints."""
    return worlds.make_site(hostname, **{**SITE_SETTINGS, **settings})


def pass_course(user, course, *, now=worlds.NOW):
    """Enrol the person, let them pass at ``now``, and return the enrolment."""
    enrolment = enrol(user, course, now=now - timedelta(days=2))
    finish_enrolment(enrolment.pk, is_passed=True, now=now)
    enrolment.refresh_from_db()
    return enrolment


def earn_certificate(user, course, *, now=worlds.NOW):
    """Let the person pass and return the certificate."""
    return Certificate.objects.get(enrolment=pass_course(user, course, now=now))


def pass_course_without_certificate(user, course):
    """Let the person pass while the course offers no certificate; return the enrolment."""
    CoursePage.objects.update(has_certificate=False)
    enrolment = pass_course(user, course)
    CoursePage.objects.update(has_certificate=True)
    return enrolment


def path_of(certificate):
    """Return where the PDF file of a certificate lies."""
    return f"certificates/2026/05/{certificate.uuid}.pdf"


def kept_files(certificate):
    """Return the names of all PDF files of the certificate."""
    _, files = storages["private"].listdir("certificates/2026/05")
    return [name for name in files if name.startswith(str(certificate.uuid)[:8]) and "pdf" in name]
