"""Reviews: written by who finished, changeable, hidden by staff with a reason."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import worlds
from widya.catalog.models import CourseFigures
from widya.learning import errors
from widya.learning.actions import enrol, finish_enrolment, hide_review, show_review, write_review
from widya.learning.models import Review
from widya.learning.queries import SHOWN_REVIEWS, reviews_of

NOW = worlds.NOW


@pytest.fixture(params=[True, False], ids=["passed", "failed"])
def finished(request, enrolment):
    finish_enrolment(enrolment.pk, is_passed=request.param, now=NOW)
    enrolment.refresh_from_db()
    return enrolment


@pytest.fixture
def review(enrolment):
    finish_enrolment(enrolment.pk, is_passed=True, now=NOW)
    return write_review(enrolment, stars=5, text="Bermanfaat.", now=NOW)


@pytest.fixture
def staff(db):
    return worlds.make_user("admin", is_superuser=True)


@pytest.fixture
def form_url(course):
    return reverse("learning:review", args=[course.slug])


def figures(course):
    found = CourseFigures.objects.get(course=course)
    return found.review_count, found.star_sum


def test_who_finished_may_review(course, finished):
    review = write_review(finished, stars=4, text="Jelas.", now=NOW)
    assert list(reviews_of(course.pk)) == [review]
    assert figures(course) == (1, 4)


def test_who_has_not_finished_may_not(course, enrolment):
    with pytest.raises(errors.NotFinished):
        write_review(enrolment, stars=4, text="", now=NOW)
    assert figures(course) == (0, 0)


def test_a_review_is_one_and_changeable(course, enrolment, review):
    write_review(enrolment, stars=2, text="Berubah.", now=NOW)
    assert [(one.stars, one.text) for one in Review.objects.all()] == [(2, "Berubah.")]
    assert figures(course) == (1, 2)


def test_hide_review_takes_it_off_the_page_and_out_of_the_figures(course, review, staff):
    for _ in range(2):
        hide_review(review, by=staff, reason="Kata kasar", now=NOW)
    hidden = Review.objects.get()
    assert (hidden.hidden_by, hidden.hidden_at, hidden.hidden_reason) == (staff, NOW, "Kata kasar")
    assert not reviews_of(course.pk)
    assert figures(course) == (0, 0)


def test_the_twenty_latest_reviews_are_shown(course):
    for number in range(SHOWN_REVIEWS + 2):
        person = worlds.make_user(f"orang{number}")
        enrolment = enrol(person, course, now=NOW)
        finish_enrolment(enrolment.pk, is_passed=True, now=NOW)
        written_at = NOW + timedelta(minutes=number)
        write_review(enrolment, stars=5, text=f"Ulasan {number}", now=written_at)
    latest = [f"Ulasan {number}" for number in range(SHOWN_REVIEWS + 1, 1, -1)]
    assert [review.text for review in reviews_of(course.pk)] == latest
    assert figures(course)[0] == SHOWN_REVIEWS + 2


def test_hide_review_refuses_without_a_reason(course, review, staff):
    with pytest.raises(errors.ReasonMissing):
        hide_review(review, by=staff, reason="  ", now=NOW)
    assert figures(course) == (1, 5)


def test_a_hidden_review_that_is_rewritten_stays_hidden(course, enrolment, review, staff):
    hide_review(review, by=staff, reason="Kata kasar", now=NOW)
    write_review(enrolment, stars=1, text="Lagi.", now=NOW)
    assert not reviews_of(course.pk)
    assert figures(course) == (0, 0)


def test_show_review_puts_it_back(course, review, staff):
    hide_review(review, by=staff, reason="Keliru", now=NOW)
    for _ in range(2):
        show_review(review, by=staff)
    assert list(reviews_of(course.pk)) == [review]
    assert figures(course) == (1, 5)


def test_the_form_saves_and_shows_the_review_as_text(learner, course, finished, form_url):
    answer = {"stars": "5", "text": "<b>Bagus</b>"}
    response = learner.post(form_url, answer, follow=True)
    assert response.redirect_chain == [(course.url, 302)]
    assert "Terima kasih, ulasan Anda tersimpan." in response.text
    assert "&lt;b&gt;Bagus&lt;/b&gt;" in response.text
    assert "<b>Bagus</b>" not in response.text


def test_the_form_keeps_what_was_typed_and_names_the_fault(learner, finished, form_url):
    response = learner.post(form_url, {"stars": "6", "text": "Sudah saya tulis"})
    assert response.status_code == 422
    assert "Sudah saya tulis" in response.text
    assert 'id="id_stars_error"' in response.text
    assert not Review.objects.exists()


def test_the_form_is_closed_until_one_has_finished(learner, course, form_url):
    response = learner.get(form_url)
    assert response.status_code == 403
    assert "Ulasan dapat ditulis setelah pelatihan selesai." in response.text
    assert "review_form_url" not in learner.get(course.url).context


def test_the_form_shows_one_s_review_to_change(learner, course, review, form_url):
    assert learner.get(course.url).context["review_form_url"] == form_url
    assert "Bermanfaat." in learner.get(form_url).text
