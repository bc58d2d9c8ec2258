"""The one statement that saves an answer.

It asks everything that can change at the very moment of writing: owner, state, deadline (by a clock
that a pause stops), sequence, and that the account is active and has the password that it had. Its
row lock serialises it against the hand-in: what comes first counts, what comes second sees the
other. It changes one key of the stored object, so that two saves to different questions never
overwrite one another.

Django's expressions can say all this; to compile them costs more than the database needs to do it.
"""

import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection

from widya.assessment.acts import Act, milliseconds
from widya.assessment.desks import Desk

MAX_BROWSERS = 500  # per attempt; each opening of its page counts as one

_STATEMENT = """\
UPDATE assessment_attempt SET answers = {set_answer}, sequences = {set_sequence}
WHERE uuid = %(uuid)s AND user_id = %(user_id)s AND state = 'open'
AND (
    deadline_at > COALESCE(paused_at, %(now)s)
    OR (grace_ends_at > COALESCE(paused_at, %(now)s) AND deadline_at > %(made_at)s)
)
AND (%(sequence)s = 0 OR COALESCE({last_sequence}, 0) < %(sequence)s)
AND ({last_client} = %(client)s OR COALESCE({last_made}, 0) <= %(made_ms)s)
AND ({last_sequence} IS NOT NULL OR {browsers} < %(max_browsers)s)
AND EXISTS (
    SELECT 1 FROM accounts_user
    WHERE id = %(user_id)s AND is_active AND MD5(password) = %(account_mark)s
)
RETURNING deadline_at, paused_at, sequences
"""
_STATEMENTS = {
    "postgresql": _STATEMENT.format(
        set_answer="jsonb_set(answers, ARRAY[%(position)s], %(answer)s::jsonb)",
        set_sequence="jsonb_set(sequences, ARRAY[%(client)s], to_jsonb(%(sequence)s::bigint))",
        last_sequence="(sequences->>%(client)s)::bigint",
        last_client="answers->%(position)s->>'client'",
        last_made="(answers->%(position)s->>'made_ms')::bigint",
        browsers="(SELECT COUNT(*) FROM jsonb_object_keys(sequences))",
    ),
    "sqlite": _STATEMENT.format(
        set_answer="json_set(answers, '$.\"' || %(position)s || '\"', json(%(answer)s))",
        set_sequence="json_set(sequences, '$.\"' || %(client)s || '\"', %(sequence)s)",
        last_sequence="json_extract(sequences, '$.\"' || %(client)s || '\"')",
        last_client="json_extract(answers, '$.\"' || %(position)s || '\".client')",
        last_made="json_extract(answers, '$.\"' || %(position)s || '\".made_ms')",
        browsers="(SELECT COUNT(*) FROM json_each(sequences))",
    ),
}


class Written(NamedTuple):
    """What the attempt's row says after an answer was written."""

    deadline_at: datetime
    paused_at: datetime | None
    sequences: dict[str, int]


def write_answer(
    desk: Desk, position: int, answer: dict[str, Any], act: Act, *, now: datetime
) -> Written | None:
    """Write the answer if it may be, else return None."""
    adapt = connection.ops.adapt_datetimefield_value
    parameters: dict[str, Any] = {
        "uuid": desk.attempt_uuid.hex,
        "user_id": desk.user_id,
        "account_mark": desk.account_mark,
        "position": str(position),
        "answer": json.dumps(answer),
        "client": act.client,
        "sequence": act.sequence,
        "made_at": adapt(act.made_at),
        "made_ms": milliseconds(act.made_at),
        "now": adapt(now),
        "max_browsers": MAX_BROWSERS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENTS[connection.vendor], parameters)
        row = cursor.fetchone()
    if row is None:
        return None
    deadline_at, paused_at, sequences = row
    paused_at = paused_at and paused_at.replace(tzinfo=UTC)
    return Written(deadline_at.replace(tzinfo=UTC), paused_at, json.loads(sequences))
