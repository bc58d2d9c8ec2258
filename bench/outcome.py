"""Print what the database holds of the crowd's attempts, as ``bench.journal`` reads it.

Runs in a process of its own with the bench's settings.
"""

import json
from collections import Counter
from typing import Any

import django

django.setup()

from widya.assessment.acts import milliseconds  # noqa: E402
from widya.assessment.models import Attempt  # noqa: E402


def main() -> dict[str, Any]:
    """Return the bench's attempts by their uuid."""
    attempts = Attempt.objects.filter(user__username__startswith="bench-")
    found = list(attempts.prefetch_related("responses", "grades", "late_answers"))
    started = Counter(attempt.user_id for attempt in found)
    return {str(one.uuid): _stored(one) | {"attempts": started[one.user_id]} for one in found}


def _stored(attempt: Attempt) -> dict[str, Any]:
    return {
        "state": attempt.state,
        "started_ms": milliseconds(attempt.started_at),
        "deadline_ms": milliseconds(attempt.deadline_at),
        "minutes": attempt.time_limit_minutes,
        "questions": attempt.question_count,
        "answers": attempt.answers,
        "responses": {str(one.position): one.choices for one in attempt.responses.all()},
        "grades": len(attempt.grades.all()),
        "late": [one.position for one in attempt.late_answers.all()],
    }


if __name__ == "__main__":
    print(json.dumps(main()))
