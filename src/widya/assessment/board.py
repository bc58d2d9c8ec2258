"""What staff see of an exam while it is written."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from widya.assessment.models import Attempt

QUIET_AFTER = timedelta(minutes=2)
State = Attempt.State


@dataclass(frozen=True, slots=True)
class Figures:
    """How many attempts are in which state, and how many answers the last minute brought.

    ``writing`` and ``quiet`` are those that are open: with and without an answer in the last
    ``QUIET_AFTER``. Who is quiet may think, or have no line.
    """

    started: int
    writing: int
    quiet: int
    handed_in: int
    voided: int
    answers_per_minute: int


def figures_of(assessment_id: int, *, now: datetime) -> Figures:
    """Return the figures of the assessment's attempts at ``now``."""
    attempts = Attempt.objects.filter(assessment=assessment_id)
    states = Counter(attempts.values_list("state", flat=True))
    saved = [
        _moments(answers)
        for answers in attempts.filter(state=State.OPEN).values_list("answers", flat=True)
    ]
    writing = sum(any(moment > now - QUIET_AFTER for moment in moments) for moments in saved)
    minute_ago = now - timedelta(minutes=1)
    return Figures(
        started=states.total(),
        writing=writing,
        quiet=len(saved) - writing,
        handed_in=states[State.SUBMITTED] + states[State.EXPIRED],
        voided=states[State.VOIDED],
        answers_per_minute=sum(moment > minute_ago for moments in saved for moment in moments),
    )


def _moments(answers: dict[str, dict[str, str]]) -> list[datetime]:
    return [datetime.fromisoformat(answer["saved_at"]) for answer in answers.values()]
