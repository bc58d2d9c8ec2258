"""Which language a page is in: Indonesian, unless the person chose another one here.

A choice is kept in a cookie; that of who is signed in also in the session, by the app of accounts,
which hears of it by ``language_chosen``. The account's own counts first.

The browser's own languages do not count. Phones and office machines are often set up in English by
people who read the ministry's Indonesian manual beside the screen.
"""

from collections.abc import Callable

from django.conf import settings
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.utils import translation

LANGUAGE_KEY = "language"
# The sender is None; it carries ``request`` and ``language``.
language_chosen = Signal()


def chosen_language(request: HttpRequest) -> str:
    """Return the code of the language that the visitor chose, else the default one."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class ChosenLanguageMiddleware:
    """Answer in the chosen language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.LANGUAGE_CODE = language = _own_language(request) or chosen_language(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _own_language(request: HttpRequest) -> str:
    """Return the language of the account that is signed in; empty for visitors."""
    # Without the cookie there is no session: asking it would only make the page vary by it.
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return request.session.get(LANGUAGE_KEY, "") if has_session else ""
