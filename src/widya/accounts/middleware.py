"""What each request takes from the person's session."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

TIME_ZONE_KEY = "time_zone"


class TimeZoneMiddleware:
    """Shows times in the zone of the person's unit: WIB, WITA or WIT.

    The zone is kept in the session at sign-in, so that no request has to ask for the unit.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without the cookie there is no session: asking it would only make the page vary by it.
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        name = request.session.get(TIME_ZONE_KEY) if has_session else None
        with timezone.override(ZoneInfo(name) if name else None):
            return self.get_response(request)
