"""Cards of courses are kept, and never older than the course."""

import pytest

from tests.worlds import NOW, make_course, make_site
from widya.catalog.models import CourseRun
from widya.catalog.queries import course_cards, open_course_ids

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return make_site()


@pytest.fixture
def course(site):
    return make_course(site, title="Pelayanan Publik", topics=1)


def test_a_card_shows_the_course_and_its_figures(course):
    card = course_cards([course.pk])[course.pk]
    assert (card["title"], card["slug"]) == ("Pelayanan Publik", "pelayanan-publik")
    assert card["url"] == "/pelatihan/pelayanan-publik/"
    assert card["material_count"] == 2


def test_kept_cards_cost_no_query(course, django_assert_num_queries):
    course_cards([course.pk])
    with django_assert_num_queries(0):
        assert course.pk in course_cards([course.pk])


def test_only_cards_that_are_not_kept_are_read(site, course, django_assert_num_queries):
    course_cards([course.pk])
    others = [make_course(site, title=f"Kursus {number}", topics=0).pk for number in range(3)]
    with django_assert_num_queries(1):  # the courses, which have no picture
        assert set(course_cards([course.pk, *others])) == {course.pk, *others}


def test_a_changed_course_has_a_new_card_at_once(course):
    course_cards([course.pk])
    course.title = "Pelayanan Prima"
    course.save_revision().publish()
    assert course_cards([course.pk])[course.pk]["title"] == "Pelayanan Prima"


def test_an_unknown_course_has_no_card(site):
    assert course_cards([999_999]) == {}


def test_open_courses_are_those_that_take_enrolments_the_newest_first(site, course):
    newer = make_course(site, title="Lebih Baru", topics=0)
    closed = make_course(site, title="Tutup", topics=0)
    CourseRun.objects.filter(course=closed).update(closes_at=NOW)
    assert open_course_ids(site.root_page.path, now=NOW) == (newer.pk, course.pk)
