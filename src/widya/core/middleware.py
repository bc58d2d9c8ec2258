"""Response headers that every page carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

STRICT_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'; frame-src 'self'"
)
STAFF_PREFIX = "/admin/"


class ContentSecurityPolicyMiddleware:
    """Send the strict policy on every page but the staff side, whose scripts are Wagtail's.

    A view that embeds a foreign player names its origin with ``response.frame_source``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(STAFF_PREFIX):
            frame_source = getattr(response, "frame_source", "")
            policy = f"{STRICT_POLICY} {frame_source}".strip()
            response.headers.setdefault("Content-Security-Policy", policy)
        return response
