"""How the catalogue is searched, counted and brought into order: all by one statement.

Every word must occur in the course: in its title, its summary, its description or its lessons, in
any of its forms (``core/stems.py``). Titles with the very phrase come first, then titles with all
words.
"""

from collections.abc import Iterable
from itertools import chain
from typing import Any, NamedTuple

from django.db import connection

from widya.catalog.fields import SQL, has_words
from widya.catalog.wish import Sort
from widya.core.stems import forms_of, words_in

MOST_WORDS = 8
_STATEMENT = """
WITH found AS MATERIALIZED (
    SELECT entry.course_id, entry."values", {columns}
    FROM catalog_catalogueentry entry
    LEFT JOIN catalog_coursefigures figures ON figures.id = entry.figures_id
    WHERE {conditions}
)
SELECT "values", count(*) FROM found GROUP BY "values"
UNION ALL
SELECT NULL, course_id FROM (
    SELECT course_id FROM found WHERE {is_wanted} ORDER BY {order} LIMIT %s OFFSET %s
) page
"""
# Of each order the columns that it needs beside the values, and what it says of them.
_ORDERS = {
    Sort.CLOSEST: ("published_at, {closeness}", "closeness, published_at DESC, course_id DESC"),
    Sort.NEWEST: ("published_at", "published_at DESC, course_id DESC"),
    Sort.MOST_LEARNERS: (
        "published_at, learner_count",
        "learner_count DESC, published_at DESC, course_id DESC",
    ),
    Sort.BEST_RATED: (
        "published_at, review_count, star_sum * 1.0 / NULLIF(review_count, 0) AS stars",
        "stars DESC NULLS LAST, review_count DESC, published_at DESC, course_id DESC",
    ),
    Sort.TITLE: ("title", "title, course_id"),
}
_IS_NOT_BELOW = "entry.course_id NOT IN (SELECT id FROM wagtailcore_page WHERE path LIKE %s)"


class Found(NamedTuple):
    """What a search found.

    Attributes:
        numbers: how many entries match, by the values of filters that they have.
        course_ids: those of one page, in order.
    """

    numbers: dict[str, int]
    course_ids: list[int]


def find_courses(
    catalogue_id: int,
    *,
    query: str,
    pattern: str,
    sort: str,
    hidden_paths: Iterable[str],
    places: range,
) -> Found:
    """Return what the catalogue has of courses that match.

    Args:
        catalogue_id: of the page.
        query: the cleaned words that are looked for; none for an empty one.
        pattern: of the values that courses of the page must have (``filters.pattern_of``); of all
            if it is empty. Numbers count the others, too.
        sort: a ``Sort``.
        hidden_paths: places in the tree below which no course is found.
        places: of the page's courses among all in that order.
    """
    columns, order = _ORDERS[Sort(sort)]
    closeness, of_closeness = _closeness(query) if sort == Sort.CLOSEST else ("", [])
    conditions, of_conditions = _conditions(catalogue_id, query, hidden_paths)
    statement = _STATEMENT.format(
        columns=columns.format(closeness=closeness),
        conditions=conditions,
        is_wanted='"values" LIKE %s' if pattern else "1 = 1",
        order=order,
    )
    parameters = [
        *of_closeness,
        *of_conditions,
        *([pattern] if pattern else []),
        *(len(places), places.start),
    ]
    rows = _rows(statement, parameters, by_index=bool(query))
    return Found(
        numbers={values: number for values, number in rows if values is not None},
        course_ids=[course_id for values, course_id in rows if values is None],
    )


def _conditions(catalogue_id: int, query: str, hidden_paths: Iterable[str]) -> SQL:
    """Return what holds for each entry that is found."""
    conditions: list[SQL] = [
        ("entry.catalogue_id = %s", [catalogue_id]),
        *([_has("stems", query)] if query else []),
        *((_IS_NOT_BELOW, [f"{path}%"]) for path in hidden_paths),
    ]
    texts, parameters = zip(*conditions, strict=True)
    return " AND ".join(texts), [*chain.from_iterable(parameters)]


def _closeness(query: str) -> SQL:
    """Return a column that is the smaller, the closer a title comes to the query.

    The few titles with all words are looked up, so that the many others need not be read.
    """
    has_all, parameters = _has("title_stems", query)
    titles = f"SELECT course_id FROM catalog_catalogueentry WHERE {has_all}"  # noqa: S608 - ours
    position = "strpos" if connection.vendor == "postgresql" else "instr"
    column = (
        f"CASE WHEN entry.course_id NOT IN ({titles}) THEN 2"
        f" WHEN {position}(title, %s) > 0 THEN 0 ELSE 1 END AS closeness"
    )
    return column, [*parameters, query.lower()]


def _has(column: str, query: str) -> SQL:
    """Return the condition that each word of the query is there in one of its forms."""
    groups = [forms_of(word) for word in list(words_in(query))[:MOST_WORDS]]
    return has_words(column, groups, vendor=connection.vendor)


def _rows(statement: str, parameters: list[Any], *, by_index: bool) -> list[tuple[Any, ...]]:
    """Return the rows; PostgreSQL searches by the index of the stems, also for frequent words.

    What it costs to read a long ``tsvector`` through, which is stored apart from its row, the
    planner does not know: it would rather do that than look the words up, at twenty times the cost.
    So nothing but the index is left to it; the table has no other one that could serve. Both
    statements are sent at once, which makes them one transaction.
    """
    needs_hint = by_index and connection.vendor == "postgresql"
    hint = "SET LOCAL enable_seqscan = off;" if needs_hint else ""
    with connection.cursor() as cursor:
        cursor.execute(hint + statement, parameters)
        if needs_hint:
            cursor.nextset()
        return list(cursor.fetchall())
