"""What other apps ask, and what they are given without asking: rows A9, A17 and B15."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from wagtail import hooks

from tests import worlds
from tests.certificates.passing import earn_certificate, make_site
from widya.assessment.models import Attempt
from widya.catalog.models import COURSE_CONTEXT_HOOK
from widya.certificates.queries import certificate_for, certificates_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return make_site()


@pytest.fixture
def course(site):
    return worlds.make_course(site, topics=1)


@pytest.fixture
def siti():
    return worlds.make_user("siti")


def added_by_hooks(name, *arguments):
    added = {}
    for add in hooks.get_hooks(name):
        if add.__module__.startswith("widya.certificates"):
            added |= add(*arguments)
    return added


def test_certificates_for_gives_a_person_their_own_the_latest_first(site, course, siti):
    first = earn_certificate(siti, course)
    other = worlds.make_course(site, topics=1, title="Lanjutan")
    second = earn_certificate(siti, other, now=worlds.NOW + timedelta(days=1))
    earn_certificate(worlds.make_user("budi"), course)
    assert list(certificates_for(siti)) == [second, first]


def test_certificate_for_gives_the_persons_certificate_of_the_course(site, course, siti):
    certificate = earn_certificate(siti, course)
    assert certificate_for(siti, course.pk) == certificate
    assert certificate_for(worlds.make_user("budi"), course.pk) is None
    assert certificate_for(siti, worlds.make_course(site, topics=1, title="Lain").pk) is None


def test_the_course_page_knows_the_visitors_certificate(client, course, siti):
    certificate = earn_certificate(siti, course)
    assert not client.get(course.url).context.get("certificate")
    client.force_login(siti)
    assert client.get(course.url).context["certificate"] == certificate


def test_an_exams_result_knows_the_certificate_that_it_earned(course, siti):
    certificate = earn_certificate(siti, course)
    request = RequestFactory().get("/")
    attempt = Attempt(enrolment=certificate.enrolment, user=siti)
    added = added_by_hooks("construct_result_context", request, attempt)
    assert added == {"certificate": certificate}


def test_an_exam_that_earned_none_has_none(course, siti):
    earned = earn_certificate(worlds.make_user("budi"), course)
    attempt = Attempt(enrolment=earned.enrolment, user=siti)
    added = added_by_hooks("construct_result_context", RequestFactory().get("/"), attempt)
    assert added == {"certificate": None}
    assert added_by_hooks(COURSE_CONTEXT_HOOK, _visitor(siti), course) == {"certificate": None}


def _visitor(user):
    request = RequestFactory().get("/")
    request.user = user
    return request
