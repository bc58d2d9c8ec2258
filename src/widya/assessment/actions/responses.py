"""Responses on their way into the database: 200,000 of them when 10,000 exams end together.

They go there as one JSON text a statement. Making an object of the ORM for each, and a parameter of
each of its values, takes longer than all else that a hand-in does.
"""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import connection

from widya.assessment import scoring
from widya.assessment.models import Attempt
from widya.assessment.revisions import FrozenItem

_STATEMENTS = {
    "postgresql": """
        INSERT INTO assessment_response (attempt_id, position, revision_id, choices, is_right)
        SELECT (given ->> 0)::bigint, (given ->> 1)::smallint, (given ->> 2)::bigint, given -> 3,
            (given ->> 4)::boolean
        FROM jsonb_array_elements(%s::jsonb) AS given
    """,
    "sqlite": """
        INSERT INTO assessment_response (attempt_id, position, revision_id, choices, is_right)
        SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'),
            json_extract(value, '$[2]'), json_extract(value, '$[3]'), json_extract(value, '$[4]')
        FROM json_each(%s)
    """,
}


class Judged(NamedTuple):
    """A question of a closed attempt with what was answered; see ``Response``."""

    attempt_id: int
    position: int
    revision_id: int
    choices: list[int]
    is_right: bool


def judged(attempt: Attempt, items: Mapping[int, FrozenItem]) -> list[Judged]:
    """Return what was answered to each question of the attempt, and whether it is right."""
    answers = attempt.answers
    found = []
    for position, entry in enumerate(attempt.form, start=1):
        revision_id = entry["revision"]
        choices = answers.get(str(position), {}).get("choices", [])
        is_right = scoring.is_right(items[revision_id].key, choices)
        found.append(Judged(attempt.pk, position, revision_id, choices, is_right))
    return found


def save_responses(responses: Iterable[Judged]) -> None:
    """Insert a ``Response`` for each."""
    text = json.dumps(list(responses))  # each as an array
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENTS[connection.vendor], [text])
