"""Saving an answer: what is acknowledged is on disk, whatever happens at the same moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from widya.accounts.models import User
from widya.assessment import errors
from widya.assessment.functions import JSONSet
from widya.assessment.models import Attempt
from widya.assessment.scoring import takes_one_choice


@dataclass(frozen=True, slots=True)
class Saved:
    """An acknowledged answer, and until when the attempt takes more."""

    saved_at: datetime
    deadline_at: datetime


@dataclass(frozen=True, slots=True)
class _Question:
    """A question of the attempt as the attempt's form has it."""

    position: int
    kind: str
    order: list[int]
    deadline_at: datetime


def save_answer(
    user: User,
    attempt_uuid: UUID,
    position: int,
    *,
    choices: Sequence[int],
    is_doubtful: bool,
    now: datetime,
) -> Saved:
    """Save the answer to the question at ``position`` (from 1).

    ``choices`` are indexes of the revision's choices. An empty list takes the answer back.

    Raises:
        AttemptUnknown: the person has no such attempt.
        AttemptClosed: it was handed in (DeadlinePassed: its time is over).
        BadAnswer: no such question or choice, or two choices where one is taken.
    """
    question = _question(user, attempt_uuid, position, now=now)
    return _save(user, attempt_uuid, question, sorted(choices), is_doubtful=is_doubtful, now=now)


def save_shown_answer(
    user: User,
    attempt_uuid: UUID,
    position: int,
    *,
    shown: Sequence[int],
    is_doubtful: bool,
    now: datetime,
) -> Saved:
    """Save an answer given by places in the order shown (from 0), as a page knows it.

    A page never learns the revision's indexes: an author may write the right choice first.
    Raises as ``save_answer`` does.
    """
    question = _question(user, attempt_uuid, position, now=now)
    if not all(0 <= place < len(question.order) for place in shown):
        raise errors.UnknownChoice
    choices = sorted(question.order[place] for place in shown)
    return _save(user, attempt_uuid, question, choices, is_doubtful=is_doubtful, now=now)


def _question(user: User, attempt_uuid: UUID, position: int, *, now: datetime) -> _Question:
    attempts = Attempt.objects.filter(uuid=attempt_uuid, user=user)
    attempt = attempts.only("form", "state", "deadline_at").first()
    if attempt is None:
        raise errors.AttemptUnknown
    _refuse_when_closed(attempt, now=now)
    if not 1 <= position <= len(attempt.form):
        raise errors.UnknownQuestion
    entry = attempt.form[position - 1]
    return _Question(position, entry["kind"], entry["order"], attempt.deadline_at)


def _save(
    user: User,
    attempt_uuid: UUID,
    question: _Question,
    choices: list[int],
    *,
    is_doubtful: bool,
    now: datetime,
) -> Saved:
    _check(question, choices)
    answer = {"choices": choices, "doubtful": is_doubtful, "saved_at": now.isoformat()}
    # One statement checks and writes. Its row lock serialises it against the hand-in: what comes
    # first counts, what comes second sees the other.
    writable = Attempt.objects.filter(
        uuid=attempt_uuid, user=user, state=Attempt.State.OPEN, deadline_at__gt=now
    )
    answers = JSONSet("answers", key=str(question.position), value=answer)
    if not writable.update(answers=answers):
        raise errors.AttemptClosed
    return Saved(now, question.deadline_at)


def _check(question: _Question, choices: list[int]) -> None:
    if not set(choices) <= set(question.order):
        raise errors.UnknownChoice
    if len(set(choices)) < len(choices):
        raise errors.BadAnswer
    if takes_one_choice(question.kind) and len(choices) > 1:
        raise errors.TooManyChoices


def _refuse_when_closed(attempt: Attempt, *, now: datetime) -> None:
    is_open = attempt.state == Attempt.State.OPEN
    is_overdue = is_open and attempt.deadline_at <= now
    if is_overdue or attempt.state == Attempt.State.EXPIRED:
        raise errors.DeadlinePassed
    if not is_open:
        raise errors.AttemptClosed
