"""Keep pages with a form for visitors who are not signed in, but for what is each visitor's own.

A view opts in with ``@filled_for_visitors``: its page is the same for every visitor, save the CSRF
token and the places that the view names. A kept page is filled with new ones and sent with the
cookie of the token, before the session and the routing.

Pages are dropped like those of ``page_cache``, whose conditions hold here as well.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token

from widya.core.page_cache import LIFETIME_SECONDS, VERSION_KEY, is_for_a_visitor, page_key

Maker = Callable[[HttpRequest], str]


@dataclass(frozen=True)
class Place:
    """A text of each visitor's own: the pattern's group finds it; a module's function makes it."""

    pattern: re.Pattern[bytes]
    make: Maker


TOKEN = Place(re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"'), get_token)


def filled_for_visitors(*places: Place) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a view whose page is the same for every visitor, but for its token and places."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def marked(*args: Any, **kwargs: Any) -> Any:
            response = view(*args, **kwargs)
            response.places = (TOKEN, *places)
            return response

        return marked

    return decorate


@dataclass(frozen=True)
class _Page:
    """A page in pieces: every other one is the number of the maker of what stands there."""

    pieces: list[bytes | int]
    makers: list[Maker]
    headers: dict[str, str]

    def fill(self, request: HttpRequest) -> HttpResponse:
        texts = [make(request).encode() for make in self.makers]
        content = b"".join(texts[it] if isinstance(it, int) else it for it in self.pieces)
        return HttpResponse(content, headers={**self.headers, "Content-Length": str(len(content))})


class FormPagesMiddleware:
    """Answer visitors with filled pages, and keep what may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.csrf = CsrfViewMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_for_a_visitor(request):
            return self.get_response(request)
        key = f"form:{page_key(request)}"
        found = cache.get_many([VERSION_KEY, key])
        version = found.get(VERSION_KEY)
        kept_version, page = found.get(key, (None, None))
        if page is not None and kept_version == version:
            self.csrf.process_request(request)
            response: HttpResponse = page.fill(request)
            self.csrf.process_response(request, response)  # which adds the cookie
            return response
        response = self.get_response(request)
        if _may_be_kept(response):
            # The version from before the rendering: a change meanwhile makes this entry worthless.
            cache.set(key, (version, _page(response)), LIFETIME_SECONDS)
        return response


def _may_be_kept(response: HttpResponse) -> bool:
    return (
        hasattr(response, "places")
        and response.status_code == HttpResponse.status_code
        and set(response.cookies) <= {settings.CSRF_COOKIE_NAME}
        and not response.streaming
    )


def _page(response: HttpResponse) -> _Page:
    """Take the page apart at its places; one that is not in it is left out."""
    places: tuple[Place, ...] = response.places  # type: ignore[attr-defined]
    found = {
        match[1]: place.make
        for place in places
        if (match := place.pattern.search(response.content))
    }
    pieces: list[bytes | int] = [response.content]
    if found:
        pieces = list(re.split(b"(" + b"|".join(map(re.escape, found)) + b")", response.content))
        pieces[1::2] = [list(found).index(text) for text in pieces[1::2]]
    return _Page(pieces, list(found.values()), dict(response.items()))
