"""The tag ``drawn``."""

import pytest
from django.template import engines
from django.utils import translation

from widya.core.templatetags import drawn as tag

COURSE = {
    "title": "Arsip",
    "url": "/pelatihan/arsip/",
    "summary": "Tentang <arsip>.",
    "author_name": "Pusat",
    "category": "",
    "cover_url": "",
    "material_count": 3,
    "learner_count": 7,
}


@pytest.fixture(autouse=True)
def nothing_is_drawn_yet():
    tag._draw.cache_clear()


def drawn(*courses, **context) -> str:
    source = '{% load drawn %}{% drawn "core/course_card.html" "course" courses %}'
    return engines["django"].from_string(source).render({"courses": courses, **context})


def test_each_row_is_drawn_once():
    assert drawn(COURSE, COURSE) == drawn(COURSE) * 2
    assert tag._draw.cache_info().misses == 1


def test_a_row_that_has_changed_is_drawn_anew():
    assert "7 Peserta" in drawn(COURSE)
    assert "8 Peserta" in drawn(COURSE | {"learner_count": 8})


def test_a_row_is_drawn_for_each_language():
    assert "Pelajari Lebih Lanjut" in drawn(COURSE)
    with translation.override("en"):
        assert "Pelajari Lebih Lanjut" not in drawn(COURSE)


def test_a_row_shows_nothing_else_of_the_page():
    assert "rahasia" not in drawn(COURSE, badge="rahasia", progress="rahasia")


def test_values_are_shown_as_text():
    assert "Tentang &lt;arsip&gt;." in drawn(COURSE)


def test_who_develops_sees_changed_templates(settings):
    settings.DEBUG = True
    drawn(COURSE, COURSE)
    assert tag._draw.cache_info().currsize == 0
