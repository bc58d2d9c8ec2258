"""What browsers send, checked before anything is done with it."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, QueryDict

from widya.assessment import errors
from widya.assessment.acts import Act, act_at, act_of_browser

MAX_BODY_BYTES = 2_000
MAX_CHOICES = 20
MAX_WHOLE = 2**53 - 1  # JavaScript's
ANSWER_KEYS = {"choices", "is_doubtful"}
ACT_KEYS = {"client", "sequence", "made_at"}
_CLIENT = re.compile(r"[0-9a-z]{1,16}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer by places in the order shown (from 0), and the act that it comes from."""

    shown: list[int]
    is_doubtful: bool
    act: Act


def answer_from_json(request: HttpRequest, *, now: datetime) -> Answer:
    """Read an answer from the request's body.

    It is ``{"choices": [place, …], "is_doubtful": bool}``, and where the browser counts its acts
    ``"client": name, "sequence": number, "made_at": milliseconds since 1970`` as well.

    Raises:
        BodyTooLarge: before the body is read.
        BadAnswer: it has any other shape.
    """
    data = _object_in(request)
    has_act = set(data) == ANSWER_KEYS | ACT_KEYS
    if not has_act and set(data) != ANSWER_KEYS:
        raise errors.BadAnswer
    if not _are_places(data["choices"]) or not isinstance(data["is_doubtful"], bool):
        raise errors.BadAnswer
    act = _act(data, now=now) if has_act else act_at(now)
    return Answer(data["choices"], data["is_doubtful"], act)


def answer_from_form(data: QueryDict, position: int, *, now: datetime) -> Answer:
    """Read the answer to the question at ``position`` from a form without scripts.

    Raises:
        BadAnswer: a choice is no number.
    """
    try:
        shown = [int(value) for value in data.getlist(f"pilihan-{position}")]
    except ValueError as error:
        raise errors.BadAnswer from error
    return Answer(shown, f"ragu-{position}" in data, act_at(now))


def _object_in(request: HttpRequest) -> dict[str, Any]:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY_BYTES:
        raise errors.BodyTooLarge
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise errors.BadAnswer from error
    if not isinstance(data, dict):
        raise errors.BadAnswer
    return data


def _act(data: dict[str, Any], *, now: datetime) -> Act:
    client, sequence, made_at = data["client"], data["sequence"], data["made_at"]
    is_named = isinstance(client, str) and _CLIENT.fullmatch(client)
    if not is_named or not _is_whole(sequence) or not _is_whole(made_at) or sequence == 0:
        raise errors.BadAnswer
    return act_of_browser(client, sequence, made_at, now=now)


def _is_whole(value: object) -> bool:
    """Return whether ``value`` is a number from 0 that both sides read the same; True is none."""
    return type(value) is int and 0 <= value <= MAX_WHOLE


def _are_places(value: object) -> bool:
    """Return whether ``value`` is a short list of whole numbers; True and 1.0 are none."""
    return (
        isinstance(value, list)
        and len(value) <= MAX_CHOICES
        and all(type(place) is int for place in value)
    )
