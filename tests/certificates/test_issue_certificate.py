"""Rows A19 and A20: a pass makes the certificate, once, with a number and a frozen copy."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests import worlds
from tests.certificates.passing import (
    AGENCY,
    MINISTRY,
    earn_certificate,
    make_site,
    pass_course,
    pass_course_without_certificate,
)
from widya.certificates.actions import issue_certificate
from widya.certificates.errors import NotOffered, NotPassed
from widya.certificates.models import Certificate, NumberSeries
from widya.learning.actions import enrol, finish_enrolment
from widya.organisation.models import SiteSettings

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_world(make_once):
    site = make_once(make_site)
    return {"site": site, "course": make_once(worlds.make_course, site)}


@pytest.fixture
def course(world):
    return world["course"]


@pytest.fixture
def siti():
    return worlds.make_user("siti", name="Siti Aminah, S.H.", nip="199001012015031001")


def test_passing_issues_the_certificate(site, course, siti):
    certificate = earn_certificate(siti, course)
    assert certificate.user == siti
    assert certificate.site == site
    assert certificate.number == "SDM.MOOC/2026 000001"
    assert certificate.issued_at == worlds.NOW


def test_failing_issues_none(course, siti):
    enrolment = enrol(siti, course, now=worlds.NOW)
    finish_enrolment(enrolment.pk, is_passed=False, now=worlds.NOW)
    assert not Certificate.objects.exists()


def test_a_course_without_certificates_issues_none(site, siti):
    course = worlds.make_course(site, has_certificate=False)
    pass_course(siti, course)
    assert not Certificate.objects.exists()
    assert not NumberSeries.objects.exists()


def test_issue_certificate_gives_the_one_there_is(course, siti):
    certificate = earn_certificate(siti, course)
    assert issue_certificate(certificate.enrolment) == certificate
    assert NumberSeries.objects.get().last_number == 1


def test_issue_certificate_refuses_who_has_not_passed(course, siti):
    with pytest.raises(NotPassed):
        issue_certificate(enrol(siti, course, now=worlds.NOW))


def test_issue_certificate_refuses_a_course_without_certificates(site, siti):
    enrolment = pass_course(siti, worlds.make_course(site, has_certificate=False))
    with pytest.raises(NotOffered):
        issue_certificate(enrolment)


def test_certificates_print_what_was_true_when_they_were_issued(site, course, siti):
    certificate = earn_certificate(siti, course)
    before = dict(certificate.printed)
    siti.name = "Siti Berganti"
    siti.save()
    course.title = "Judul Berganti"
    course.save_revision().publish()
    SiteSettings.objects.update(agency_name="Lembaga Berganti", signatory_name="Berganti")
    certificate.refresh_from_db()
    assert certificate.printed == before
    assert before["holder"] == "Siti Aminah, S.H."
    assert before["nip"] == "199001012015031001"
    assert before["course"] == "Pelayanan Publik"
    assert (before["agency"], before["ministry"]) == (AGENCY, MINISTRY)
    assert before["signatory"]["name"] == "Dr. Hadi Santosa, M.Si."


def test_the_check_address_is_the_courses_site_with_its_port(site, course, siti):
    site.port = 9000
    site.save()
    certificate = earn_certificate(siti, course)
    expected = f"http://localhost:9000/sertifikat/{certificate.uuid}/"
    assert certificate.printed["check_url"] == expected


def test_materials_are_the_topics_with_their_lessons_and_jp(site, siti):
    course = worlds.make_course(site, topics=0, credit_hours=3)
    first = worlds.make_topic(course, title="Dasar", readings=0)
    worlds.make_reading(first, title="Pengertian", duration_minutes=60)
    worlds.make_quiz(first, bank=worlds.make_bank(), duration_minutes=500)
    second = worlds.make_topic(course, title="Lanjutan", readings=0)
    worlds.make_reading(second, title="Penerapan", duration_minutes=30)
    assert earn_certificate(siti, course).printed["materials"] == [
        {"title": "Dasar", "lessons": ["Pengertian"], "jp": "2"},
        {"title": "Lanjutan", "lessons": ["Penerapan"], "jp": "1"},
    ]


def test_a_course_without_topics_is_its_own_material(site, siti):
    course = worlds.make_course(site, topics=0, credit_hours=2)
    materials = earn_certificate(siti, course).printed["materials"]
    assert [(each["title"], Decimal(each["jp"])) for each in materials] == [(course.title, 2)]


def test_issuing_asks_the_database_little(course, siti, django_assert_max_num_queries):
    """Others who pass at the same moment wait for the number's lock."""
    earn_certificate(siti, course)
    enrolment = pass_course_without_certificate(worlds.make_user("budi"), course)
    with django_assert_max_num_queries(9):
        issue_certificate(enrolment)


def test_each_site_counts_for_itself(course, siti):
    other = make_site(
        "kemenkum.localhost", is_default=False, certificate_number_pattern="K-{number}"
    )
    budi = worlds.make_user("budi")
    assert earn_certificate(siti, course).running_number == 1
    assert earn_certificate(budi, worlds.make_course(other)).number == "K-1"
    assert earn_certificate(budi, course).running_number == 2


def test_each_year_starts_at_one_by_the_platforms_own_clock(course, siti):
    """17.00 UTC is midnight in Jakarta."""
    last_minute = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    new_year = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    old = earn_certificate(siti, course, now=last_minute)
    new = earn_certificate(worlds.make_user("budi"), course, now=new_year)
    assert (old.number, old.printed["issued_on"]) == ("SDM.MOOC/2026 000001", "2026-12-31")
    assert (new.number, new.printed["issued_on"]) == ("SDM.MOOC/2027 000001", "2027-01-01")


def test_a_rolled_back_pass_leaves_its_number_to_the_next(course, siti):
    with transaction.atomic():
        pass_course(siti, course)
        transaction.set_rollback(True)
    assert not Certificate.objects.exists()
    assert earn_certificate(worlds.make_user("budi"), course).running_number == 1


def test_the_logo_is_kept_as_it_was(site, course, siti):
    logo = get_image_model().objects.create(title="Logo", file=get_test_image_file())
    SiteSettings.objects.filter(site=site).update(logo=logo)
    kept = earn_certificate(siti, course).printed["logo"]
    logo.delete()
    with Certificate._meta.get_field("file").storage.open(kept) as picture:
        assert picture.read().startswith(b"\x89PNG")


def test_a_lost_logo_costs_nobody_the_pass(site, course, siti, caplog):
    picture = get_test_image_file(size=(20, 10))
    logo = get_image_model().objects.create(title="Logo", file=picture)
    logo.get_file_hash()
    SiteSettings.objects.filter(site=site).update(logo=logo)
    logo.file.storage.delete(logo.file.name)
    assert earn_certificate(siti, course).printed["logo"] == ""
    assert "cannot be read" in caplog.text
