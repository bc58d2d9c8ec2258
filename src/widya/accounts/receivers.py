"""What happens at sign-in besides it, and after migrations."""

from datetime import datetime
from typing import Any

from allauth.account import signals as allauth_signals
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_in
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from widya.accounts.actions import activate_account, choose_language, renew_roles
from widya.accounts.devices import DEVICE_KEY, LONGEST_USER_AGENT
from widya.accounts.middleware import TIME_ZONE_KEY
from widya.accounts.models import User
from widya.accounts.queries import may_enter_staff_side
from widya.core.language import LANGUAGE_KEY, language_chosen
from widya.core.prepared import Change, prepared_change

STAFF_SIDE_KEY = "has_staff_side"


@receiver(allauth_signals.email_confirmed)
def open_waiting_account(email_address: EmailAddress, **kwargs: Any) -> None:
    """Activate the account whose owner has shown that the address is theirs."""
    activate_account(email_address.user, now=timezone.now())


@receiver(user_logged_in)
def keep_what_every_page_needs(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Put language, the zone of the unit, and whether to offer the staff side, into the session.

    It only shapes pages: what the person may do is asked anew each time.
    """
    if user.language:
        request.session[LANGUAGE_KEY] = user.language
    if zone := user.zone:
        request.session[TIME_ZONE_KEY] = zone.key
    request.session[STAFF_SIDE_KEY] = may_enter_staff_side(user)


@receiver(user_logged_in, dispatch_uid="update_last_login")
def note_sign_in(user: User, **kwargs: Any) -> None:
    """Keep when the person last signed in.

    Django's own receiver, which is connected later under the same name, is thereby left out.
    """
    user.last_login = timezone.now()
    _note_sign_in(user.pk, user.last_login)


@prepared_change
def _note_sign_in(user_id: int, now: datetime) -> Change:
    return User.objects.filter(pk=user_id), {"last_login": now}


@receiver(language_chosen)
def keep_language(request: HttpRequest, language: str, **kwargs: Any) -> None:
    """Keep with the account what who is signed in chose."""
    if isinstance(request.user, User):
        choose_language(request.user, language)
        request.session[LANGUAGE_KEY] = language


@receiver(allauth_signals.user_logged_in)
def note_device(request: HttpRequest, **kwargs: Any) -> None:
    """Put into the session what the list of the person's devices tells of it."""
    request.session[DEVICE_KEY] = {
        "user_agent": request.headers.get("User-Agent", "")[:LONGEST_USER_AGENT],
        "ip": get_adapter().get_client_ip(request),
        "since": timezone.now().isoformat(),
    }


@receiver(post_migrate, dispatch_uid="accounts.renew_known_roles")
def renew_known_roles(
    sender: AppConfig, *, using: str, plan: list[Any] | None = None, **kwargs: Any
) -> None:
    """Give the roles of known sites what this version says that they may do.

    No migration can do it: Django makes permissions after all of them, app by app. A flush has no
    plan, and a database that was migrated in part may lack tables that the roles speak of.
    """
    last_app = [app for app in apps.get_app_configs() if app.models_module][-1]
    if plan is not None and sender == last_app and _is_up_to_date(using):
        renew_roles()


def _is_up_to_date(using: str) -> bool:
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
