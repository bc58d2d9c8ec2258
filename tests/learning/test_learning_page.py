"""The learning page: where one is, what is done, what is locked, and the way on."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from tests import worlds
from widya.catalog.models import LessonPage
from widya.catalog.queries import course_outline
from widya.learning.actions import complete_element, enrol
from widya.learning.models import Completion, Enrolment

NOW = worlds.NOW


@pytest.fixture
def outline(course):
    return course_outline(course.pk)


def element_url(outline, element, name="element"):
    return reverse(f"learning:{name}", args=[outline.course_slug, element.id])


def test_a_reading_shows_its_text_the_list_and_the_ways_on(learner, outline):
    first, second = outline.elements[:2]
    page = learner.get(element_url(outline, first)).text
    assert "Isi dari Topik 1: bacaan 1." in page
    assert "Materi Pelatihan" in page
    assert "Deskripsi Pelatihan" in page
    assert "Sebelumnya" in page
    assert "Selanjutnya" in page
    assert element_url(outline, second) in page


def test_the_list_ticks_what_is_completed_and_marks_where_one_is(learner, outline, enrolment):
    first, second = outline.elements[:2]
    complete_element(enrolment, first.id, now=NOW)
    page = learner.get(element_url(outline, second)).text
    assert f'href="{element_url(outline, second)}" class="outline-item" aria-current="page"' in page
    assert page.count('<span class="sr-only">(selesai)</span>') == 1
    assert "1/2" in page
    assert "0/2" in page


def test_selanjutnya_completes_a_reading_and_goes_on(learner, outline, enrolment):
    first, second = outline.elements[:2]
    response = learner.post(element_url(outline, first, "complete"))
    assert response.url == element_url(outline, second)
    assert Completion.objects.get().element_id == first.id


def test_on_a_completed_reading_selanjutnya_is_a_link(learner, outline, enrolment):
    first, second = outline.elements[:2]
    assert element_url(outline, first, "complete") in learner.get(element_url(outline, first)).text
    complete_element(enrolment, first.id, now=NOW)
    page = learner.get(element_url(outline, first)).text
    assert element_url(outline, first, "complete") not in page
    assert f'<a href="{element_url(outline, second)}" class="btn btn-primary' in page


def test_the_last_material_ends_a_course_without_an_exam(learner, outline, enrolment):
    for element in outline.elements[:-1]:
        complete_element(enrolment, element.id, now=NOW)
    last = element_url(outline, outline.elements[-1], "complete")
    response = learner.post(last, follow=True)
    assert "Selamat, Anda lulus pelatihan ini." in response.text
    assert "Tulis ulasan" in response.text
    assert Enrolment.objects.get().state == Enrolment.State.PASSED


def test_a_new_learner_starts_with_the_description(learner, course, outline):
    response = learner.get(reverse("learning:course", args=[course.slug]), follow=True)
    assert "Ringkasan Pelayanan Publik." in response.text
    assert element_url(outline, outline.elements[0]) in response.text


def test_the_course_opens_where_one_left_off(learner, course, outline):
    third = element_url(outline, outline.elements[2])
    learner.get(third)
    assert learner.get(reverse("learning:course", args=[course.slug])).url == third


def test_what_was_left_and_is_gone_since_opens_the_description(learner, course, outline):
    learner.get(element_url(outline, outline.elements[2]))
    course.get_descendants().get(pk=outline.elements[2].id).specific.unpublish()
    response = learner.get(reverse("learning:course", args=[course.slug]))
    assert response.url == reverse("learning:description", args=[course.slug])


def test_a_locked_material_says_what_comes_first(learner, course):
    course.is_in_order = True
    worlds.publish(course)
    outline = course_outline(course.pk)
    second = outline.elements[1]
    response = learner.get(element_url(outline, second))
    assert response.status_code == 403
    assert "Materi ini terbuka setelah “Topik 1: bacaan 1” selesai." in response.text
    assert "Isi dari" not in response.text
    refused = learner.post(element_url(outline, second, "complete"))
    assert refused.status_code == 403
    assert "Selesaikan dulu “Topik 1: bacaan 1”." in refused.text
    assert not Completion.objects.exists()
    assert Enrolment.objects.get().last_element_id is None


def test_tests_and_the_exam_are_in_the_list_and_lead_to_their_own_pages(learner, course):
    bank = worlds.make_bank()
    quiz = worlds.make_quiz(course.get_children().first().specific, bank=bank)
    exam = worlds.make_exam(course, bank=bank)
    outline = course_outline(course.pk)
    page = learner.get(element_url(outline, outline.elements[0])).text
    assert reverse("assessment:intro", args=[quiz.pk]) in page
    assert reverse("assessment:intro", args=[exam.pk]) in page
    assert "Selesaikan dulu “Topik 1: bacaan 1”." in page
    response = learner.get(element_url(outline, outline.find(quiz.pk)))
    assert response.url == reverse("assessment:intro", args=[quiz.pk])


def test_a_change_that_is_published_shows_at_once(learner, outline):
    first = outline.elements[0]
    url = element_url(outline, first)
    assert "Isi dari" in learner.get(url).text
    lesson = LessonPage.objects.get(pk=first.id)
    lesson.body = [("rich_text", "<p>Isi yang baru.</p>")]
    worlds.publish(lesson)
    page = learner.get(url).text
    assert "Isi yang baru." in page
    assert "Isi dari" not in page


def test_an_unknown_element_is_not_found(learner, outline):
    url = reverse("learning:element", args=[outline.course_slug, 999_999])
    assert learner.get(url).status_code == 404


def test_who_is_not_enrolled_is_led_to_the_course(client, course, outline):
    client.force_login(worlds.make_user("budi"))
    response = client.get(element_url(outline, outline.elements[0]), follow=True)
    assert response.redirect_chain == [(course.url, 302)]
    assert "Daftar dulu untuk membuka materi pelatihan ini." in response.text


def test_who_is_signed_out_is_led_through_sign_in(client, outline):
    url = element_url(outline, outline.elements[0])
    assert client.get(url).url == f"{reverse('account_login')}?next={url}"


def test_the_same_slug_on_two_sites_opens_this_site_s_course(client, user, course):
    other_site = worlds.make_site("b.example.id", is_default=False)
    other = worlds.make_course(other_site, title=course.title, topics=1)
    assert other.slug == course.slug
    for one in (course, other):
        enrol(user, one, now=NOW)
    client.force_login(user)
    url = reverse("learning:description", args=[course.slug])
    assert client.get(url).context["outline"].course_id == course.pk
    response = client.get(url, headers={"host": "b.example.id"})
    assert response.context["outline"].course_id == other.pk


def test_a_page_below_a_course_leads_to_where_it_is_learned(learner, outline):
    topic, first = outline.topics[1], outline.topics[1].elements[0]
    for page_id in (topic.id, first.id):
        response = learner.get(reverse("learning:page", args=[page_id]))
        assert response.url == element_url(outline, first)


def test_a_page_below_a_course_leads_strangers_to_the_course(client, course, outline):
    url = reverse("learning:page", args=[outline.elements[0].id])
    assert client.get(url).url == course.url


def test_a_page_outside_of_courses_is_no_learning_page(client, site):
    url = reverse("learning:page", args=[site.root_page_id])
    assert client.get(url).status_code == 404


def test_a_lesson_needs_few_queries(learner, outline, django_assert_max_num_queries):
    ContentType.objects.clear_cache()
    url = element_url(outline, outline.elements[0])
    learner.get(url)
    with django_assert_max_num_queries(5):
        learner.get(url)


def test_going_on_needs_few_queries(learner, outline, django_assert_max_num_queries):
    learner.get(element_url(outline, outline.elements[0]))
    with django_assert_max_num_queries(20):
        learner.post(element_url(outline, outline.elements[0], "complete"))
