"""Sitting an attempt the way a browser does: choices go by their place in the order shown."""

from datetime import timedelta

from widya.assessment.actions import save_answer
from widya.assessment.models import ItemRevision


def answer_rightly(learner, attempt, *, positions, now):
    """Save the right answer to each of the questions."""
    for position in positions:
        revision = ItemRevision.objects.get(pk=attempt.form[position - 1]["revision"])
        save_answer(
            learner, attempt.uuid, position, choices=revision.key, is_doubtful=False, now=now
        )


def place_of_right(attempt, position):
    """Return the place in the order shown of a single-choice question's right answer."""
    entry = attempt.form[position - 1]
    return entry["order"].index(ItemRevision.objects.get(pk=entry["revision"]).key[0])


def set_times(attempt, started_at, deadline_at):
    """Let the attempt have begun and end by another clock; its grace is a minute."""
    attempt.started_at, attempt.deadline_at = started_at, deadline_at
    attempt.grace_ends_at = deadline_at + timedelta(minutes=1)
    attempt.save()
