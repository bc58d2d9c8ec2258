"""What happens at sign-in besides it."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from widya.accounts.middleware import TIME_ZONE_KEY
from widya.accounts.models import User

STAFF_SIDE_KEY = "has_staff_side"


@receiver(user_logged_in)
def keep_what_every_page_needs(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Put the zone of the person's unit, and whether to offer the staff side, into the session.

    It only shapes pages: what the person may do is asked anew each time.
    """
    if user.unit:
        request.session[TIME_ZONE_KEY] = user.unit.time_zone
    request.session[STAFF_SIDE_KEY] = user.has_perm("wagtailadmin.access_admin")
