"""Runs and figures of courses: made once, counted by events."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.worlds import NOW, make_course, make_reading, make_user, publish
from widya.catalog.actions import count_learner, count_review, ensure_open_ended_run
from widya.catalog.models import CourseFigures, CourseRun, TopicPage
from widya.catalog.queries import open_run
from widya.learning.models import Enrolment


@pytest.fixture
def course(shared_course, db):
    return deepcopy(shared_course)


def test_publishing_makes_one_run_and_figures(course):
    publish(course)
    run = course.runs.get()
    assert (run.opens_at, run.closes_at, run.quota) == (None, None, None)
    assert course.figures.material_count == 4


def test_a_course_with_a_dated_run_gets_no_open_ended_one(site):
    course = make_course(site)
    course.runs.all().delete()
    CourseRun.objects.create(course=course, opens_at=NOW)
    ensure_open_ended_run(course)
    assert course.runs.count() == 1


def test_two_open_ended_runs_are_refused_by_the_database(course):
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseRun.objects.create(course=course)


def test_a_run_that_closes_before_it_opens_is_refused_by_the_database(course):
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseRun.objects.create(course=course, opens_at=NOW, closes_at=NOW - timedelta(days=1))


def test_open_run_is_the_one_that_takes_enrolments_now(course):
    open_ended = course.runs.get()
    day = timedelta(days=1)
    dated = CourseRun.objects.create(course=course, opens_at=NOW, closes_at=NOW + day)
    assert open_run(course, now=NOW - day) == open_ended
    assert open_run(course, now=NOW) == dated
    assert open_run(course, now=NOW + day) == open_ended
    open_ended.delete()
    assert open_run(course, now=NOW + day) is None


def test_a_run_goes_with_its_course_unless_people_learned_in_it(course):
    course.delete()
    assert not CourseRun.objects.exists()


def test_a_course_in_which_people_learned_is_kept_by_the_database(course):
    Enrolment.objects.create(user=make_user(), run=course.runs.get(), enrolled_at=NOW)
    with pytest.raises(ProtectedError):
        course.delete()


def test_counting_adds_to_what_is_stored(course):
    count_learner(course.pk)
    count_learner(course.pk, by=2)
    count_review(course.pk, stars_by=5, count_by=1)
    count_review(course.pk, stars_by=3, count_by=1)
    count_review(course.pk, stars_by=-1, count_by=0)
    figures = CourseFigures.objects.get(course=course)
    assert figures.learner_count == 3
    assert (figures.review_count, figures.star_sum) == (2, 7)
    assert figures.average_stars == 3.5


def test_average_of_no_reviews_is_none(course):
    assert course.figures.average_stars is None


def test_material_count_follows_the_live_lessons(course):
    topic = TopicPage.objects.child_of(course).first()
    lesson = make_reading(topic, title="Kelima")
    assert CourseFigures.objects.get(course=course).material_count == 5
    lesson.unpublish()
    assert CourseFigures.objects.get(course=course).material_count == 4
    topic.delete()
    assert CourseFigures.objects.get(course=course).material_count == 2
