"""How the catalogue is searched.

Every word must occur in the title or the summary. Titles with the very phrase come first, then
titles with all words. Plain comparisons answer alike on both databases and find parts of words,
which matters in a language of prefixes and suffixes.
"""

from collections.abc import Iterable
from functools import reduce
from operator import and_

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from widya.catalog.models import CoursePage

MOST_LETTERS = 100
MOST_WORDS = 8


def clean_query(text: str) -> str:
    """Return what was typed, fit for the database: no control characters, not too long."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())[:MOST_LETTERS].strip()


def search_courses(courses: QuerySet[CoursePage], query: str) -> QuerySet[CoursePage]:
    """Return the courses that match the cleaned query, the best first; all for an empty one."""
    words = query.split()[:MOST_WORDS]
    if not words:
        return courses
    in_title = _all_of(Q(title__icontains=word) for word in words)
    somewhere = _all_of(Q(title__icontains=word) | Q(summary__icontains=word) for word in words)
    rank = Case(
        When(title__icontains=query, then=Value(0)),
        When(in_title, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return courses.filter(somewhere).order_by(rank, *courses.query.order_by)


def _all_of(conditions: Iterable[Q]) -> Q:
    return reduce(and_, conditions)
