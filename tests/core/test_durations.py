"""Spans of time in words."""

import pytest
from django.template import Context, Template
from django.utils import translation

from widya.core.durations import duration_in_words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (150, "2 Jam 30 Menit"),
        (60, "1 Jam"),
        (61, "1 Jam 1 Menit"),
        (45, "45 Menit"),
        (0, "0 Menit"),
        (6000, "100 Jam"),
    ],
)
def test_duration_in_words(minutes, words):
    with translation.override("id"):
        assert duration_in_words(minutes) == words


def test_the_filter_writes_the_words():
    template = Template("{% load durations %}{{ minutes|duration }}")
    assert template.render(Context({"minutes": 90})) == "1 Jam 30 Menit"
