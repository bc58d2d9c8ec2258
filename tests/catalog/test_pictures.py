"""Pictures of lessons: drawn by the worker before anybody asks for the page."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from wagtail.images import get_image_model

from tests.worlds import NOW, make_course, make_reading, make_user
from widya.catalog.models import TopicPage
from widya.catalog.tasks import draw_pictures, read_changed_lessons
from widya.core.queues import SLOW
from widya.learning.actions import enrol

FORMATS = 3
WIDTHS = 2


@pytest.fixture
def picture(db):
    file = BytesIO()
    PillowImage.new("RGB", (1200, 600), "navy").save(file, "PNG")
    return get_image_model().objects.create(
        title="Bagan", file=ContentFile(file.getvalue(), "bagan.png")
    )


@pytest.fixture
def lesson(site, picture):
    course = make_course(site, title="Bergambar", topics=1)
    topic = TopicPage.objects.descendant_of(course).get()
    block = {"image": picture, "alternative": "Bagan alur", "caption": ""}
    return make_reading(topic, title="Alur", body=[("picture", block)])


def test_the_worker_draws_what_a_lesson_shows(lesson, picture):
    assert picture.renditions.count() == 0
    read_changed_lessons()
    assert picture.renditions.count() == FORMATS * WIDTHS


def test_a_lesson_that_is_shown_draws_no_more(client, lesson, picture):
    read_changed_lessons()
    drawn = set(picture.renditions.values_list("pk", flat=True))
    learner = make_user()
    enrol(learner, lesson.get_parent().get_parent().specific, now=NOW)
    client.force_login(learner)
    page = client.get(f"/belajar/bergambar/{lesson.pk}/")
    assert 'alt="Bagan alur"' in page.content.decode()
    assert set(picture.renditions.values_list("pk", flat=True)) == drawn


def test_a_draft_is_not_drawn(lesson, picture):
    lesson.unpublish()
    read_changed_lessons()
    assert picture.renditions.count() == 0


def test_drawing_waits_in_the_queue_of_slow_work():
    assert draw_pictures.queue_name == SLOW
