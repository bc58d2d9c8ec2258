"""The button “Daftar”."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import worlds
from widya.catalog.models import CourseFigures, CourseRun
from widya.learning import errors
from widya.learning.actions import enrol
from widya.learning.models import Enrolment
from widya.learning.signals import enrolled

NOW = worlds.NOW


@pytest.fixture
def enrol_url(course):
    return reverse("learning:enrol", args=[course.slug])


def learner_count(course):
    return CourseFigures.objects.get(course=course).learner_count


def test_enrol_counts_and_announces_the_learner(user, course):
    heard = []

    def hear(enrolment, now, **kwargs):
        heard.append((enrolment, now))

    enrolled.connect(hear)
    enrolment = enrol(user, course, now=NOW)
    assert enrolment.state == Enrolment.State.ACTIVE
    assert enrolment.enrolled_at == NOW
    assert heard == [(enrolment, NOW)]
    assert learner_count(course) == 1


def test_enrol_again_returns_the_same_enrolment(user, course, enrolment):
    assert enrol(user, course, now=NOW) == enrolment
    assert learner_count(course) == 1


def test_enrol_refuses_an_unpublished_course(user, course):
    course.unpublish()
    with pytest.raises(errors.NotPublished):
        enrol(user, course, now=NOW)


def test_enrol_refuses_when_no_run_is_open(user, course):
    CourseRun.objects.update(opens_at=NOW + timedelta(days=1))
    with pytest.raises(errors.RunClosed):
        enrol(user, course, now=NOW)


def test_enrol_refuses_when_the_quota_is_full(user, course):
    CourseRun.objects.update(quota=1)
    enrol(worlds.make_user("first"), course, now=NOW)
    with pytest.raises(errors.QuotaFull):
        enrol(user, course, now=NOW)
    assert learner_count(course) == 1


def test_who_is_enrolled_stays_so_when_the_run_is_full_or_closed(user, course, enrolment):
    CourseRun.objects.update(quota=1)
    assert enrol(user, course, now=NOW) == enrolment
    CourseRun.objects.update(quota=None, closes_at=NOW)
    assert enrol(user, course, now=NOW) == enrolment


def test_the_button_enrols_and_leads_into_the_course(client, user, course, enrol_url):
    client.force_login(user)
    response = client.post(enrol_url, follow=True)
    assert Enrolment.objects.get().user == user
    assert response.redirect_chain[0][0] == reverse("learning:course", args=[course.slug])
    assert f"Anda terdaftar di “{course.title}”" in response.text


def test_signed_out_the_button_leads_through_sign_in_and_back_to_one_click(
    client, user, course, enrol_url
):
    response = client.post(enrol_url)
    assert response.url == f"{reverse('account_login')}?next={enrol_url}"
    client.force_login(user)
    response = client.get(enrol_url)
    assert response.status_code == 200
    assert '<button type="submit" class="btn btn-primary' in response.text
    assert not Enrolment.objects.exists()


def test_the_button_of_an_enrolled_person_leads_into_the_course(learner, course, enrol_url):
    assert learner.get(enrol_url).url == reverse("learning:course", args=[course.slug])
    assert learner.post(enrol_url).status_code == 302
    assert Enrolment.objects.count() == 1


def test_the_page_asks_for_what_the_site_calls_enrolling(client, user, course, enrol_url, site):
    settings = site.sitesettings
    settings.label_enrol = "Ambil Kursus Ini"
    settings.save()
    client.force_login(user)
    assert "Ambil Kursus Ini" in client.get(enrol_url).text


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unpublished_course_is_refused_with_the_reason(client, user, course, enrol_url, method):
    course.unpublish()
    client.force_login(user)
    response = getattr(client, method)(enrol_url)
    assert response.status_code == 404
    assert "belum atau tidak lagi diterbitkan" in response.text


def test_a_full_course_is_refused_with_the_reason(client, user, course, enrol_url):
    CourseRun.objects.update(quota=0)
    client.force_login(user)
    response = client.post(enrol_url)
    assert response.status_code == 409
    assert "Kuota peserta pelatihan ini sudah penuh." in response.text
