"""What happens at sign-in besides it."""

from typing import Any

from allauth.account import signals as allauth_signals
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from widya.accounts.actions import activate_account
from widya.accounts.middleware import TIME_ZONE_KEY
from widya.accounts.models import User
from widya.accounts.queries import may_enter_staff_side

STAFF_SIDE_KEY = "has_staff_side"


@receiver(allauth_signals.email_confirmed)
def open_waiting_account(email_address: EmailAddress, **kwargs: Any) -> None:
    """Activate the account whose owner has shown that the address is theirs."""
    activate_account(email_address.user, now=timezone.now())


@receiver(user_logged_in)
def keep_what_every_page_needs(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Put the zone of the person's unit, and whether to offer the staff side, into the session.

    It only shapes pages: what the person may do is asked anew each time.
    """
    if user.unit:
        request.session[TIME_ZONE_KEY] = user.unit.time_zone
    request.session[STAFF_SIDE_KEY] = may_enter_staff_side(user)


@receiver(allauth_signals.user_logged_in)
def list_device(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Put the new session on the list of the person's devices, or renew it there, at once."""
    length = UserSession._meta.get_field("user_agent").max_length
    device = UserSession(
        session_key=request.session.session_key or "",
        user=user,
        ip=get_adapter().get_client_ip(request),
        user_agent=request.headers.get("User-Agent", "")[:length],
        last_seen_at=timezone.now(),
    )
    UserSession.objects.bulk_create(
        [device],
        update_conflicts=True,
        unique_fields=["session_key"],
        update_fields=["user", "ip", "user_agent", "last_seen_at"],
    )
