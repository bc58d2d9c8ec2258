"""Saving an answer before everything that a page needs and an answer does not (ADR 9)."""

import re
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from widya.assessment import answer_passes, errors
from widya.assessment.api import SAVING_METHODS, refusal, save_at_desk
from widya.assessment.desks import Desk, desk_key

_ADDRESS = re.compile(
    r"/ujian/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/answers/([0-9]{1,4})/", re.ASCII
)
_SESSION_KEY = re.compile(r"[0-9a-z]{8,40}", re.ASCII)


class AnswerPassMiddleware:
    """Save an answer that comes with a valid pass of its exam page.

    Only a success is answered here, and a flood. Whatever else it is, the request goes on to the
    ordinary view, which saves or refuses by the same action.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAVING_METHODS and answer_passes.HEADER in request.headers:
            response = _saved_by_pass(request)
            if response is not None:
                return response
        return self.get_response(request)


def _saved_by_pass(request: HttpRequest) -> HttpResponse | None:
    address = _ADDRESS.fullmatch(request.path_info)
    if address is None:
        return None
    desk = _desk(request, UUID(address[1]))
    if desk is None:
        return None
    try:
        return save_at_desk(request, desk, int(address[2]))
    except errors.TooManySaves as error:
        return refusal(error)
    except errors.AssessmentError:
        return None


def _desk(request: HttpRequest, attempt_uuid: UUID) -> Desk | None:
    """Return the desk that the request may answer at: its session lives, its pass is valid."""
    session_key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if not _SESSION_KEY.fullmatch(session_key):
        return None
    session_at, desk_at = SessionStore.cache_key_prefix + session_key, desk_key(attempt_uuid)
    found = cache.get_many([session_at, desk_at])
    desk: Desk | None = found.get(desk_at)
    if desk is None or not found.get(session_at):
        return None
    ticket = request.headers[answer_passes.HEADER]
    return desk if answer_passes.is_valid(ticket, desk, session_key=session_key) else None
