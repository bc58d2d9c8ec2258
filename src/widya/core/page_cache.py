"""Keep whole pages for visitors who are not signed in.

A view or a page's ``serve`` opts in with ``cached_for_visitors``. The middleware stands before the
session, the compression and the routing, so that a kept page costs one look into the cache.

Such a page must be the same for every visitor: it holds no CSRF token (a form in it posts to a
view that needs none) and no message. A response that sets a cookie is never kept.

Pages are dropped together when a page of the tree or a site changes (``core/receivers.py``);
what changes otherwise, such as the number of participants, shows after ``LIFETIME_SECONDS``.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from widya.core.language import chosen_language

LIFETIME_SECONDS = 30
VERSION_KEY = "visitors:version"
PERSONAL_COOKIES = {settings.SESSION_COOKIE_NAME, "messages"}
_Facts = TypeVar("_Facts")


def cached_for_visitors(serve: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a view, or a page's ``serve``, whose answer is the same for every visitor."""

    @wraps(serve)
    def marked(*args: Any, **kwargs: Any) -> Any:
        response = serve(*args, **kwargs)
        response.is_for_visitors = True
        return response

    return marked


def drop_visitor_pages() -> None:
    """Let no page that was kept until now be shown again."""
    cache.set(VERSION_KEY, uuid4().hex, None)


def kept_like_pages(key: str, read: Callable[[], _Facts]) -> _Facts:
    """Return what ``read`` finds out, kept under the key as long as a page of visitors is."""
    found = cache.get_many([VERSION_KEY, key])
    version = found.get(VERSION_KEY)
    kept_version, facts = found.get(key, (None, None))
    if facts is None or kept_version != version:
        facts = read()
        # The version from before: a change meanwhile makes this entry worthless.
        cache.set(key, (version, facts), LIFETIME_SECONDS)
    return facts


class VisitorCacheMiddleware:
    """Answer visitors from the cache, and keep what may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_for_a_visitor(request):
            return self.get_response(request)
        key = f"visitors:{page_key(request)}"
        found = cache.get_many([VERSION_KEY, key])
        version = found.get(VERSION_KEY)
        kept_version, content, headers = found.get(key, (None, None, None))
        if content is not None and kept_version == version:
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if _may_be_kept(response):
            # The version from before the rendering: a change meanwhile makes this entry worthless.
            cache.set(key, (version, response.content, dict(response.items())), LIFETIME_SECONDS)
        return response


def is_for_a_visitor(request: HttpRequest) -> bool:
    """Tell whether the page may be one that was kept: it is only read, and nobody is signed in."""
    # Queries are endless: searches and campaigns would push everything else out of the cache.
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and PERSONAL_COOKIES.isdisjoint(request.COOKIES)
    )


def page_key(request: HttpRequest) -> str:
    """Return what tells the pages of visitors apart."""
    language = chosen_language(request)
    encoding = "gzip" if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") else "plain"
    return f"{request.scheme}:{request.get_host()}:{language}:{encoding}:{request.path}"


def _may_be_kept(response: HttpResponse) -> bool:
    return (
        getattr(response, "is_for_visitors", False)
        and response.status_code == HttpResponse.status_code
        and not response.cookies
        and not response.streaming
    )
