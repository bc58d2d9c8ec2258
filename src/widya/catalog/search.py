"""How the catalogue is searched.

Every word must occur in the course: in its title, its summary, its description or its lessons, in
any of its forms (``core/stems.py``). Titles with the very phrase come first, then titles with all
words.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from widya.catalog.models import CatalogueEntry
from widya.core.stems import forms_of, words_in

MOST_WORDS = 8


def search_entries(entries: QuerySet[CatalogueEntry], query: str) -> QuerySet[CatalogueEntry]:
    """Return the entries that match the cleaned query; all for an empty one."""
    if not query:
        return entries
    groups = _groups(query)
    return entries.filter(stems__has=groups) if groups else entries.none()


@contextmanager
def by_index() -> Iterator[None]:
    """Let PostgreSQL search by the index of the stems, also for words that many courses have.

    What it costs to read a long ``tsvector`` through, which is stored apart from its row, the
    planner does not know: it would rather do that than look the words up, at twenty times the cost.
    So nothing but the index is left to it; the table has no other one that could serve.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def closeness(query: str) -> Case:
    """Return an expression that is the smaller, the closer a title comes to the query."""
    by_title = CatalogueEntry.objects.filter(title_stems__has=_groups(query))
    return Case(
        When(~Q(pk__in=by_title.values("pk")), then=Value(2)),
        When(title__contains=query.lower(), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )


def _groups(query: str) -> list[list[str]]:
    """Return for each word of the query all that it may stand as in a course."""
    return [forms_of(word) for word in list(words_in(query))[:MOST_WORDS]]
