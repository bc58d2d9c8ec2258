"""Response headers that every page carries."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse

SELF = "'self'"
STRICT_POLICY = {
    "default-src": SELF,
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": SELF,
    "form-action": SELF,
    "frame-ancestors": SELF,
    "frame-src": SELF,
}
STAFF_PREFIX = "/admin/"


class ContentSecurityPolicyMiddleware:
    """Send the strict policy on every page but the staff side, whose scripts are Wagtail's.

    A view whose page needs more says what, by directive: ``response.more_sources = {"frame-src":
    "https://player.example"}``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(STAFF_PREFIX):
            policy = _policy(getattr(response, "more_sources", {}))
            response.headers.setdefault("Content-Security-Policy", policy)
        return response


def _policy(more_sources: Mapping[str, str]) -> str:
    more = {
        directive: f"{STRICT_POLICY.get(directive, SELF)} {sources}"
        for directive, sources in more_sources.items()
    }
    return "; ".join(f"{name} {sources}" for name, sources in {**STRICT_POLICY, **more}.items())
