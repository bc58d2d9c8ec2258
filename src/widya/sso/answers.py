"""What a person gets who comes back from the provider and cannot simply be signed in."""

import logging
from enum import StrEnum
from typing import Any, cast

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthError
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from requests import RequestException

from widya.accounts.models import User
from widya.sso import pending
from widya.sso.errors import IdentityTaken
from widya.sso.identity import Identity
from widya.sso.pending import Pending
from widya.sso.queries import matching_account

logger = logging.getLogger(__name__)


class Reason(StrEnum):
    """Why nobody came to be known."""

    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


STATUSES = {Reason.EXPIRED: 400, Reason.REFUSED: 400, Reason.UNREACHABLE: 503}


def instead_of_sign_in(request: HttpRequest, login: Any) -> HttpResponse | None:
    """Return the answer for whom allauth must not sign in; None for who is known and welcome.

    Args:
        request: of somebody who has just come back from the provider.
        login: allauth's ``SocialLogin``, after it has looked for the identity.
    """
    account = login.account
    identity = Identity(account.provider, account.uid, **account.extra_data)
    next_url = login.state.get("next")
    owner = login.user if login.is_existing else None
    if request.user.is_authenticated:
        return _for_signed_in(request, identity, owner)
    if owner:
        return None if owner.is_active else refusal(request, owner)
    found = matching_account(identity)
    if found and not found.is_active:
        return refusal(request, found)
    pending.keep(request, Pending(identity, found, next_url), now=timezone.now())
    return redirect("sso:link" if found else "sso:register")


def _for_signed_in(request: HttpRequest, identity: Identity, owner: User | None) -> HttpResponse:
    """Offer the identity to the account that is signed in: asked for on its settings page."""
    user = cast("User", request.user)
    if owner is None:
        pending.keep(request, Pending(identity, user, None), now=timezone.now())
        return redirect("sso:link")
    if owner == user:
        messages.info(request, _("Identitas ini sudah terhubung dengan akun Anda."))
    else:
        messages.error(request, str(IdentityTaken.message))
    return redirect("accounts:settings")


def refusal(request: HttpRequest, user: User) -> HttpResponse:
    """Refuse an account that is not active, in the words of the sign-in page."""
    return render(request, "sso/refused.html", {"account": user}, status=403)


def reason_of(error: str | None, exception: Exception | None, *, is_expected: bool) -> Reason:
    """Return why the sign-in failed.

    Args:
        error: allauth's ``AuthError``.
        exception: what went wrong while the provider was called.
        is_expected: whether the person began here, in this browser, within ten minutes.
    """
    if not is_expected:
        return Reason.EXPIRED
    if error == AuthError.CANCELLED:
        return Reason.CANCELLED
    return Reason.UNREACHABLE if isinstance(exception, RequestException) else Reason.REFUSED


def failure(
    request: HttpRequest, app: SocialApp, reason: Reason, next_url: str | None = None
) -> HttpResponse:
    """Say what happened and offer to try again; codes, tokens and claims are never logged."""
    logger.warning("Sign-in by %s failed: %s", app.provider_id, reason)
    if reason == Reason.CANCELLED:
        messages.info(request, _("Masuk dengan %(name)s dibatalkan.") % {"name": app.name})
        return redirect("account_login")
    context = {"reason": reason, "provider": app.name, "next_url": next_url}
    return render(request, "sso/failed.html", context, status=STATUSES[reason])
