"""The tags ``kept`` and ``fresh``."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.middleware.csrf import get_token
from django.template import engines
from django.test import override_settings
from django.utils import timezone, translation

from widya.core.templatetags import kept


def rendered(source: str, request=None, **context) -> str:
    template = engines["django"].from_string("{% load kept %}" + source)
    return template.render(context, request)


class Counter:
    """A value that counts how often a template shows it."""

    shown = 0

    def __str__(self) -> str:
        self.shown += 1
        return "teks"


def test_a_part_is_drawn_once():
    counter = Counter()
    source = '{% kept "part" %}{{ counter }}{% endkept %}'
    assert [rendered(source, counter=counter) for _ in range(3)] == ["teks"] * 3
    assert counter.shown == 1


def test_a_part_is_drawn_for_each_value_and_each_language():
    source = '{% kept "part" name %}{{ name }} {% translate "Berita" %}{% endkept %}'
    assert rendered(source, name="A") == "A Berita"
    assert rendered(source, name="B") == "B Berita"
    with translation.override("en"):
        assert rendered(source, name="A") == "A News"
    assert rendered(source, name="A") == "A Berita"


@dataclass(frozen=True)
class Card:
    title: str
    facts: object = ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Card("A"), Card("B")),
        ([Card("A")], [Card("B")]),
        (Card("A", {"jp": 1}), Card("A", {"jp": 2})),
        ({"jp": 1}, {"jp": 2}),
        (1, True),
        (None, ""),
    ],
)
def test_a_part_is_drawn_for_each_value_that_shows_otherwise(one, other):
    source = '{% kept "part" value %}{{ value }}{% endkept %}'
    first = rendered(source, value=one)
    assert rendered(source, value=other) != first
    assert rendered(source, value=deepcopy(one)) == first


def test_a_part_of_equal_values_is_drawn_once():
    source = '{% kept "part" cards %}{{ counter }}{% endkept %}'
    counter = Counter()
    for _ in range(2):
        rendered(source, counter=counter, cards=[Card("A"), Card("B")])
    assert counter.shown == 1


def test_a_part_is_drawn_for_each_time_zone():
    source = '{% kept "part" %}{{ moment|date:"H.i" }}{% endkept %}'
    moment = datetime(2026, 5, 5, 3, 0, tzinfo=UTC)
    for zone, shown in {"Asia/Jakarta": "10.00", "Asia/Jayapura": "12.00"}.items():
        with timezone.override(ZoneInfo(zone)):
            assert rendered(source, moment=moment) == shown


def test_what_is_fresh_is_drawn_each_time_with_what_the_page_knows():
    source = '{% kept "part" %}[{{ kept }}{% fresh %}{{ new }}{% endfresh %}]{% endkept %}'
    assert rendered(source, kept=1, new=1) == "[11]"
    assert rendered(source, kept=2, new=2) == "[12]"


def test_several_fresh_places_keep_their_order():
    source = (
        '{% kept "part" %}{% fresh %}{{ a }}{% endfresh %}-{% fresh %}{{ b }}{% endfresh %}'
        "{% endkept %}"
    )
    assert rendered(source, a=1, b=2) == "1-2"
    assert rendered(source, a=3, b=4) == "3-4"


def test_fresh_outside_of_a_part_is_drawn_as_it_stands():
    assert rendered("{% fresh %}{{ a }}{% endfresh %}", a=1) == "1"


def test_a_part_within_a_part_is_kept_with_it():
    source = (
        '{% kept "outer" %}{% kept "inner" %}{{ a }}{% fresh %}{{ b }}{% endfresh %}{% endkept %}'
        "{% endkept %}"
    )
    assert rendered(source, a=1, b=1) == "11"
    assert rendered(source, a=2, b=2) == "12"


@pytest.mark.django_db
def test_a_form_gets_the_token_of_the_one_who_asks(rf):
    source = '{% kept "part" %}<form>{% csrf_token %}{{ csrf_token }}</form>{% endkept %}'
    first, second = rf.get("/"), rf.get("/")
    for request in (first, second):
        get_token(request)
    texts = [rendered(source, request) for request in (first, second)]
    secrets = {request.META["CSRF_COOKIE"] for request in (first, second)}
    assert len(secrets) == len(set(texts)) == 2
    assert all(text.count('value="') == 1 and "\x00" not in text for text in texts)


def test_texts_are_escaped_within_a_part():
    assert rendered('{% kept "part" name %}{{ name }}{% endkept %}', name="<b>") == "&lt;b&gt;"


def test_memory_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(kept, "MOST_PARTS", 3)
    for name in range(10):
        rendered('{% kept "part" name %}{{ name }}{% endkept %}', name=name)
    assert len(kept._parts) <= 3


@override_settings(DEBUG=True)
def test_who_develops_sees_a_changed_template_at_once():
    counter = Counter()
    for _ in range(2):
        rendered('{% kept "part" %}{{ counter }}{% endkept %}', counter=counter)
    assert counter.shown == 2


def test_what_is_fresh_for_one_part_is_kept_by_another_around_it():
    frame = '{% kept "frame" %}<{% fresh "frame" %}{{ a }}{% endfresh %}>{% endkept %}'
    assert rendered(frame, a=1) == "<1>"
    assert rendered(frame, a=2) == "<2>"
    around = '{% kept "around" name %}' + frame + "{% fresh %}{{ a }}{% endfresh %}{% endkept %}"
    assert rendered(around, name="x", a=1) == "<1>1"
    assert rendered(around, name="x", a=2) == "<1>2"
    assert rendered(around, name="y", a=2) == "<2>2"
