"""The outline: learning order, neighbours, and never an old one."""

from copy import deepcopy

import pytest

from tests.worlds import make_bank, make_course, make_exam, make_quiz, make_reading, publish
from widya.catalog.models import CourseElement, LessonPage, TopicPage
from widya.catalog.queries import course_id_of, course_of, course_outline

Kind = CourseElement.Kind


@pytest.fixture
def course(shared_course, db):
    return deepcopy(shared_course)


def titles(course):
    return [element.title for element in course_outline(course.pk).elements]


def test_elements_stand_in_learning_order_with_the_final_exam_last(course):
    bank = make_bank()
    make_exam(course, bank=bank)
    topic = TopicPage.objects.child_of(course).first()
    make_quiz(topic, bank=bank)
    outline = course_outline(course.pk)
    assert [element.title for element in outline.elements] == [
        "Topik 1: bacaan 1",
        "Topik 1: bacaan 2",
        "Tes: Topik 1",
        "Topik 2: bacaan 1",
        "Topik 2: bacaan 2",
        "Ujian Akhir",
    ]
    assert [element.kind for element in outline.topics[0].elements][-1] == Kind.QUIZ
    assert outline.final_exam.kind == Kind.FINAL_EXAM
    assert outline.final_exam.topic_id is None
    assert outline.material_count == 4


def test_required_leaves_out_what_is_voluntary_and_the_final_exam(course):
    make_exam(course, bank=make_bank())
    topic = TopicPage.objects.child_of(course).first()
    make_reading(topic, title="Tambahan", is_required=False)
    outline = course_outline(course.pk)
    assert "Tambahan" in titles(course)
    assert {"Tambahan", "Ujian Akhir"}.isdisjoint(element.title for element in outline.required)


def test_neighbours(course):
    outline = course_outline(course.pk)
    first, second, *_, last = outline.elements
    assert outline.find(second.id) == second
    assert outline.before(second.id) == first
    assert outline.after(first.id) == second
    assert outline.before(first.id) is None
    assert outline.after(last.id) is None
    assert outline.find(0) is outline.before(0) is outline.after(0) is None


def test_a_topic_that_is_not_live_hides_its_lessons(course):
    topic = TopicPage.objects.child_of(course).first()
    topic.unpublish()
    assert titles(course) == ["Topik 2: bacaan 1", "Topik 2: bacaan 2"]


def test_a_kept_outline_costs_no_query(course, django_assert_num_queries):
    course_outline(course.pk)
    with django_assert_num_queries(0):
        course_outline(course.pk)


def test_building_does_not_cost_more_queries_for_more_lessons(site, django_assert_num_queries):
    course = make_course(site, title="Panjang", topics=5)
    with django_assert_num_queries(4):  # course, pages, topics, lessons
        course_outline(course.pk)


def test_a_published_lesson_appears_at_once(course):
    before = titles(course)
    make_reading(TopicPage.objects.child_of(course).last(), title="Baru")
    assert titles(course) == [*before, "Baru"]


def test_a_draft_does_not_show(course):
    before = titles(course)
    topic = TopicPage.objects.child_of(course).last()
    topic.add_child(instance=LessonPage(title="Rancangan", live=False))
    assert titles(course) == before


def test_a_new_title_shows_once_it_is_published(course):
    lesson = LessonPage.objects.first()
    lesson.title = "Judul baru"
    lesson.save_revision()
    assert "Judul baru" not in titles(course)
    publish(lesson)
    assert "Judul baru" in titles(course)


def test_an_unpublished_or_deleted_lesson_disappears_at_once(course):
    first, second = LessonPage.objects.filter(title__startswith="Topik 1").order_by("path")
    titles(course)
    first.unpublish()
    assert first.title not in titles(course)
    second.delete()
    assert second.title not in titles(course)


def test_a_new_order_shows_at_once(course):
    first, second = TopicPage.objects.child_of(course)
    titles(course)
    second.move(first, pos="left")
    assert titles(course)[0] == "Topik 2: bacaan 1"


def test_a_lesson_that_moves_leaves_one_course_for_the_other(site, course):
    other = make_course(site, title="Lain", topics=1)
    lesson = make_reading(TopicPage.objects.child_of(course).first(), title="Pindahan")
    assert "Pindahan" in titles(course)
    assert "Pindahan" not in titles(other)
    lesson.move(TopicPage.objects.child_of(other).get(), pos="last-child")
    assert "Pindahan" not in titles(course)
    assert "Pindahan" in titles(other)
    other.figures.refresh_from_db()
    assert other.figures.material_count == 3


def test_course_of_a_lesson_is_its_ancestor(course):
    lesson = LessonPage.objects.first()
    assert course_of(lesson) == course
    assert course_id_of(lesson) == course.pk


def test_course_of_a_page_outside_all_courses_does_not_exist(site):
    with pytest.raises(Exception, match="does not exist"):
        course_of(site.root_page)
