"""Saving an answer: what is acknowledged is on disk, whatever happens at the same moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from widya.accounts.models import User
from widya.assessment import errors
from widya.assessment.acts import Act, act_at, milliseconds
from widya.assessment.desks import Desk, desk_for
from widya.assessment.models import Attempt, LateAnswer
from widya.assessment.saving import MAX_BROWSERS, write_answer
from widya.assessment.scoring import takes_one_choice

LATEST = timedelta(days=2)  # after the deadline; nobody decides about older answers


@dataclass(frozen=True, slots=True)
class Saved:
    """An acknowledged answer.

    Attributes:
        saved_at: when it was saved.
        left: how much time the attempt has.
        is_paused: its clock stands.
        others: grows when another browser answers in the same attempt.
    """

    saved_at: datetime
    left: timedelta
    is_paused: bool
    others: int


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
    desk = desk_for(user, attempt_uuid)
    kind, order = _question(desk, position)
    if not set(choices) <= set(order):
        raise errors.UnknownChoice
    return _save(desk, position, kind, choices, is_doubtful=is_doubtful, act=act_at(now), now=now)


def save_shown_answer(
    desk: Desk,
    position: int,
    *,
    shown: Sequence[int],
    is_doubtful: bool,
    act: Act,
    now: datetime,
) -> Saved:
    """Save an answer given by places in the order shown (from 0), as a page knows it.

    A page never learns the revision's indexes: an author may write the right choice first.
    What was made before the deadline is taken until the grace ends. The same act again is
    acknowledged again.

    Raises:
        Superseded: a later act has answered the question since.
        TooManyBrowsers: more browsers have answered than any person uses.
        and as ``save_answer`` does.
    """
    kind, order = _question(desk, position)
    if not all(0 <= place < len(order) for place in shown):
        raise errors.UnknownChoice
    choices = [order[place] for place in shown]
    return _save(desk, position, kind, choices, is_doubtful=is_doubtful, act=act, now=now)


def keep_late_answer(
    desk: Desk, position: int, *, shown: Sequence[int], act: Act, now: datetime
) -> bool:
    """Keep an answer that was made in time and came too late; return whether it was kept.

    Of a question the last is kept, as long as staff have not decided about it.
    """
    attempt = Attempt.objects.get(uuid=desk.attempt_uuid)
    is_wanted = attempt.state in {Attempt.State.OPEN, Attempt.State.EXPIRED}
    if not is_wanted or not _is_merely_late(attempt, act, now=now):
        return False
    _, order = _question(desk, position)
    values = {"choices": sorted(order[place] for place in shown), "made_at": act.made_at}
    late, is_new = LateAnswer.objects.get_or_create(
        attempt=attempt, position=position, defaults={**values, "received_at": now}
    )
    if not is_new:
        waiting = LateAnswer.objects.filter(pk=late.pk, state=LateAnswer.State.WAITING)
        waiting.filter(made_at__lt=act.made_at).update(**values, received_at=now)
    return True


def _is_merely_late(attempt: Attempt, act: Act, *, now: datetime) -> bool:
    is_made_in_time = attempt.started_at <= act.made_at < attempt.deadline_at
    return act.sequence > 0 and is_made_in_time and now < attempt.deadline_at + LATEST


def _question(desk: Desk, position: int) -> tuple[str, tuple[int, ...]]:
    if not 1 <= position <= len(desk.questions):
        raise errors.UnknownQuestion
    return desk.questions[position - 1]


def _save(
    desk: Desk,
    position: int,
    kind: str,
    choices: Sequence[int],
    *,
    is_doubtful: bool,
    act: Act,
    now: datetime,
) -> Saved:
    _check(kind, choices)
    answer = {
        "choices": sorted(choices),
        "doubtful": is_doubtful,
        "saved_at": now.isoformat(),
        "client": act.client,
        "sequence": act.sequence,
        "made_ms": milliseconds(act.made_at),
    }
    written = write_answer(desk, position, answer, act, now=now)
    if written is None:
        return _acknowledged_before(desk, position, act, now=now)
    left = written.deadline_at - (written.paused_at or now)
    return Saved(now, left, written.paused_at is not None, _others(written.sequences, act))


def _check(kind: str, choices: Sequence[int]) -> None:
    if len(set(choices)) < len(choices):
        raise errors.BadAnswer
    if takes_one_choice(kind) and len(choices) > 1:
        raise errors.TooManyChoices


def _acknowledged_before(desk: Desk, position: int, act: Act, *, now: datetime) -> Saved:
    """Return what was saved of the same act before, or raise why it was not saved now."""
    attempts = Attempt.objects.filter(uuid=desk.attempt_uuid, user=desk.user_id)
    attempt = attempts.defer("form").first()
    if attempt is None:
        raise errors.AttemptUnknown
    stored = attempt.answers.get(str(position), {})
    if act.sequence and _origin(stored) == (act.client, act.sequence):
        saved_at = datetime.fromisoformat(stored["saved_at"])
        left = attempt.deadline_at - attempt.clock(now)
        return Saved(saved_at, left, attempt.paused_at is not None, _others(attempt.sequences, act))
    raise _reason(attempt, stored, act, now=now)


def _reason(
    attempt: Attempt, stored: dict[str, Any], act: Act, *, now: datetime
) -> errors.AssessmentError:
    is_open = attempt.state == Attempt.State.OPEN
    if attempt.state == Attempt.State.EXPIRED or (is_open and _is_too_late(attempt, act, now=now)):
        return errors.DeadlinePassed()
    if not is_open:
        return errors.AttemptClosed()
    if act.sequence and attempt.sequences.get(act.client, 0) >= act.sequence:
        return errors.Superseded()
    if stored.get("made_ms", 0) > milliseconds(act.made_at):
        return errors.Superseded()
    if act.client not in attempt.sequences and len(attempt.sequences) >= MAX_BROWSERS:
        return errors.TooManyBrowsers()
    return errors.AttemptUnknown()  # the account has changed since the desk was kept


def _is_too_late(attempt: Attempt, act: Act, *, now: datetime) -> bool:
    is_made_in_time = act.made_at < attempt.deadline_at
    end = attempt.grace_ends_at if is_made_in_time else attempt.deadline_at
    return attempt.clock(now) >= end


def _origin(stored: dict[str, Any]) -> tuple[str, int]:
    return stored.get("client", ""), stored.get("sequence", 0)


def _others(sequences: dict[str, int], act: Act) -> int:
    return sum(count for client, count in sequences.items() if client != act.client)
