"""What browsers send, checked before anything is done with it."""

import json
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from widya.assessment import errors

MAX_BODY_BYTES = 2_000
MAX_CHOICES = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer by places in the order shown (from 0)."""

    shown: list[int]
    is_doubtful: bool


def answer_from_json(request: HttpRequest) -> Answer:
    """Read ``{"choices": [place, …], "is_doubtful": bool}`` from the request's body.

    Raises:
        BodyTooLarge: before the body is read.
        BadAnswer: it has any other shape.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY_BYTES:
        raise errors.BodyTooLarge
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise errors.BadAnswer from error
    if not isinstance(data, dict) or set(data) != {"choices", "is_doubtful"}:
        raise errors.BadAnswer
    if not _are_places(data["choices"]) or not isinstance(data["is_doubtful"], bool):
        raise errors.BadAnswer
    return Answer(data["choices"], data["is_doubtful"])


def answer_from_form(data: QueryDict, position: int) -> Answer:
    """Read the answer to the question at ``position`` from a form without scripts.

    Raises:
        BadAnswer: a choice is no number.
    """
    try:
        shown = [int(value) for value in data.getlist(f"pilihan-{position}")]
    except ValueError as error:
        raise errors.BadAnswer from error
    return Answer(shown, f"ragu-{position}" in data)


def _are_places(value: object) -> bool:
    """Return whether ``value`` is a short list of whole numbers; True and 1.0 are none."""
    return (
        isinstance(value, list)
        and len(value) <= MAX_CHOICES
        and all(type(place) is int for place in value)
    )
