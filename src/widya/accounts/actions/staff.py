"""What the staff do about one account. Each act has a reason, which the log keeps."""

from collections.abc import Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Site

from widya.accounts import mails
from widya.accounts.actions.registration import send_activation
from widya.accounts.actions.sessions import end_sessions
from widya.accounts.errors import AccountChanged, EmailTaken
from widya.accounts.models import User
from widya.accounts.queries import email_is_taken
from widya.accounts.signals import personal_data_changed


@transaction.atomic
def deactivate_account(user: User, *, reason: str, by: User, now: datetime) -> None:
    """Shut the account: nobody can sign in, and who is signed in no longer is.

    Raises:
        AccountChanged: it is not open.
    """
    _require(User.objects.filter(pk=user.pk, is_active=True).update(is_active=False))
    end_sessions(user)
    _note(user, "deactivate", ["is_active"], reason=reason, by=by, now=now)


@transaction.atomic
def reactivate_account(user: User, *, reason: str, by: User, now: datetime) -> None:
    """Open the account, also one whose owner has not activated it.

    Raises:
        AccountChanged: it is open, or it has no owner whom an address would reach.
        EmailTaken: another account has its address meanwhile.
    """
    shut = User.objects.filter(pk=user.pk, is_active=False).exclude(email="")
    _require(shut.update(is_active=True))
    if email_is_taken(user.email, except_for=user):
        raise EmailTaken
    # From now on it is the staff's to open and to shut, not its owner's.
    User.objects.filter(pk=user.pk, activated_at=None).update(activated_at=now)
    _note(user, "reactivate", ["is_active"], reason=reason, by=by, now=now)


@transaction.atomic
def resend_activation(user: User, *, site: Site, reason: str, by: User, now: datetime) -> None:
    """Send a new link to who has not activated the account.

    Raises:
        AccountChanged: it does not wait for that.
    """
    _require(_lock(user).awaits_activation)
    send_activation(user, site=site, now=now)
    _note(user, "send_activation", ["activation_mail"], reason=reason, by=by, now=now)


@transaction.atomic
def invite_to_reset(user: User, *, site: Site, reason: str, by: User, now: datetime) -> None:
    """Send the way to the page where the person makes a new password.

    Raises:
        AccountChanged: it is not open.
    """
    _require(_lock(user).is_active)
    mails.send_reset_invitation(user, site=site, now=now)
    _note(user, "send_reset", ["reset_mail"], reason=reason, by=by, now=now)


@transaction.atomic
def reset_second_factor(user: User, *, site: Site, reason: str, by: User, now: datetime) -> None:
    """Forget app and recovery codes of who lost them, and tell the person by mail.

    Raises:
        AccountChanged: there is no second step.
    """
    deleted, _rows = Authenticator.objects.filter(user=user).delete()
    _require(deleted)
    mails.send_second_factor_notice(user, site=site, now=now)
    _note(user, "reset_second_factor", ["second_factor"], reason=reason, by=by, now=now)


@transaction.atomic
def note_correction(
    user: User,
    *,
    fields: Sequence[str],
    old_email: str,
    site: Site,
    reason: str,
    by: User,
    now: datetime,
) -> None:
    """Log that the staff corrected the fields, and why; part with an address that was wrong."""
    if "email" in fields:
        part_with_address(user, old_email, site=site, now=now)
    if reason:
        log(instance=user, action="accounts.correct", user=by, data={"reason": reason})
    personal_data_changed.send(User, actor=by, subject=user, fields=list(fields), now=now)


def part_with_address(user: User, old_email: str, *, site: Site, now: datetime) -> None:
    """Forget what proves an account by addresses that the staff replaced; tell the old one so."""
    # Else a link or a sign-in elsewhere would still prove the account by the old address.
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
    if old_email and old_email.lower() != user.email.lower():
        mails.send_email_replaced(user, old_email, site=site, now=now)


def _lock(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _require(is_so: object) -> None:
    if not is_so:
        raise AccountChanged


def _note(user: User, act: str, fields: list[str], *, reason: str, by: User, now: datetime) -> None:
    user.refresh_from_db()
    log(instance=user, action=f"accounts.{act}", user=by, data={"reason": reason})
    personal_data_changed.send(User, actor=by, subject=user, fields=fields, now=now)
