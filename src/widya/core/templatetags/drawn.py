"""Rows of lists that are the same for everybody, of which each is drawn once.

``{% drawn "core/course_card.html" "course" courses %}`` draws the template for each of the courses,
which are mappings of plain values, and keeps what was drawn in the process's memory: the rows that
were asked for last. The template sees its row under that name and nothing else of the page.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST_ROWS = 2000

register = template.Library()


@register.simple_tag
def drawn(template_name: str, name: str, rows: Iterable[Mapping[str, Any]]) -> SafeString:
    """Return the rows, one behind the other."""
    draw = _draw.__wrapped__ if settings.DEBUG else _draw  # who develops changes templates
    language = get_language()
    return SafeString("".join([draw(language, template_name, name, *row.items()) for row in rows]))


@lru_cache(MOST_ROWS)
def _draw(
    language: str | None,  # noqa: ARG001 - the active one: each has its own rows
    template_name: str,
    name: str,
    *row: tuple[str, Any],
) -> str:
    return render_to_string(template_name, {name: dict(row)})
