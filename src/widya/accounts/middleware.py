"""What each request takes from the person's session."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from widya.accounts.models import User
from widya.accounts.queries import needs_second_factor

TIME_ZONE_KEY = "time_zone"
SECOND_FACTOR_KEY = "second_factor_is_fine"
STAFF_PREFIX = "/admin/"


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


class SecondFactorMiddleware:
    """Lets staff whose site wants it into the staff side only with a second step at sign-in.

    Whatever host they come by: the staff side of one is that of all. Who has set it up cannot leave
    it off again (``second_factor.SecondFactorAdapter``), so it is asked once a session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(STAFF_PREFIX) and _lacks_second_factor(request):
            messages.warning(
                request, _("Ruang pengelola mewajibkan masuk dua langkah. Atur dahulu di sini.")
            )
            return redirect("mfa_activate_totp")
        return self.get_response(request)


def _lacks_second_factor(request: HttpRequest) -> bool:
    user = request.user
    if not isinstance(user, User) or request.session.get(SECOND_FACTOR_KEY):
        return False
    if not needs_second_factor(user):
        return False
    has_it = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    if has_it:
        request.session[SECOND_FACTOR_KEY] = True
    return not has_it
