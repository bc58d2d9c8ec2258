"""What never changes of an attempt while it is written: whose it is, and what may be answered.

A desk is kept in the cache, so that saving an answer needs no look-up before its one statement.
Nothing that can change is kept: state, deadline and sequence, and whether the account still is what
it was, are asked by the statement itself (ADR 9).
"""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.cache import cache

from widya.accounts.models import User
from widya.assessment import errors
from widya.assessment.models import Attempt

LIFETIME_SECONDS = 3600  # then one look-up keeps it anew


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one person answers one attempt.

    Attributes:
        account_mark: changes with the person's password, so that what was allowed before ends.
        questions: kind and order of choices of each question, in the order asked.
    """

    attempt_uuid: UUID
    user_id: int
    account_mark: str
    questions: tuple[tuple[str, tuple[int, ...]], ...]


def desk_for(user: User, attempt_uuid: UUID) -> Desk:
    """Return the person's desk at their attempt.

    Raises:
        AttemptUnknown: the person has no such attempt.
    """
    kept: Desk | None = cache.get(desk_key(attempt_uuid))
    if kept and (kept.user_id, kept.account_mark) == (user.pk, account_mark(user)):
        return kept
    attempts = Attempt.objects.filter(uuid=attempt_uuid, user=user)
    form = attempts.values_list("form", flat=True).first()
    if form is None:
        raise errors.AttemptUnknown
    return keep_desk(user, attempt_uuid, form)


def keep_desk(user: User, attempt_uuid: UUID, form: list[dict[str, Any]]) -> Desk:
    """Put the desk at the attempt that asks ``form`` into the cache, and return it."""
    questions = tuple((entry["kind"], tuple(entry["order"])) for entry in form)
    desk = Desk(attempt_uuid, user.pk, account_mark(user), questions)
    cache.set(desk_key(attempt_uuid), desk, LIFETIME_SECONDS)
    return desk


def desk_key(attempt_uuid: UUID) -> str:
    """Return the cache's key of the desk at the attempt."""
    return f"assessment:desk:{attempt_uuid.hex}"


def account_mark(user: User) -> str:
    """Return a mark of the account's password, which the database can work out as well.

    The password's own hash is salted and slow to guess; its digest tells nothing more.
    """
    return hashlib.md5(user.password.encode(), usedforsecurity=False).hexdigest()
