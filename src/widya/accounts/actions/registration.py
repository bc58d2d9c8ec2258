"""How a person comes to an account without the staff: registration and activation.

An account that waits for its activation belongs to nobody yet: who registers the same NIP or user
name again, perhaps because the address had a slip, takes its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from wagtail.models import Page, Site

from widya.accounts import mails
from widya.accounts.actions.accounts import create_account
from widya.accounts.errors import IdentifierTaken
from widya.accounts.models import Acceptance, User
from widya.accounts.queries import email_is_taken, find_account


@dataclass(frozen=True, slots=True)
class Registration:
    """What somebody wrote about themselves.

    Attributes:
        username: the user name; the NIP for who has one.
        password: in plain, checked against the rules.
        profile: further fields of ``User``.
        accepted: the pages that the person accepts.
    """

    username: str
    email: str
    password: str
    profile: dict[str, Any] = field(default_factory=dict)
    accepted: Iterable[Page] = ()


def register(
    wish: Registration, *, site: Site, now: datetime, email_is_verified: bool = False
) -> User | None:
    """Make an account that waits for its activation, and send the link to do so.

    With ``email_is_verified``, because somebody else vouches for the address, it is active at once.

    Where the address belongs to an account already, a mail tells its owner so, and nothing is made:
    the answer on screen must be the same, or strangers would learn who has an account.

    Returns:
        the new account, or None.

    Raises:
        IdentifierTaken: an account that does not wait for activation has the user name or NIP.
    """
    if email_is_taken(wish.email):
        make_password(wish.password)  # takes as long as making an account
        mails.send_already_registered(wish.email, site=site, now=now)
        return None
    try:
        return _register(wish, site, now, email_is_verified=email_is_verified)
    except IntegrityError:  # the same person in two tabs at once
        raise IdentifierTaken from None


@transaction.atomic
def send_activation(user: User, *, site: Site, now: datetime) -> None:
    """Send a link that activates the account; links that were sent before are worthless."""
    # The link signs the row's key: with the row, the links to it die.
    EmailAddress.objects.filter(user=user, verified=False).delete()
    address = EmailAddress.objects.create(user=user, email=user.email.lower())
    mails.send_activation(address, site=site, now=now)


def activate_account(user: User, *, now: datetime) -> None:
    """Open an account that waits for it; one that the staff shut stays shut."""
    waiting = User.objects.filter(pk=user.pk, is_active=False, activated_at=None)
    waiting.update(is_active=True, activated_at=now)


@transaction.atomic
def _register(wish: Registration, site: Site, now: datetime, *, email_is_verified: bool) -> User:
    user = _make_waiting_account(wish, site)
    Acceptance.objects.bulk_create(_acceptance(user, page, now) for page in wish.accepted)
    if email_is_verified:
        _open_at_once(user, now)
    else:
        send_activation(user, site=site, now=now)
    return user


def _open_at_once(user: User, now: datetime) -> None:
    email = user.email.lower()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    activate_account(user, now=now)
    user.refresh_from_db()


def _make_waiting_account(wish: Registration, site: Site) -> User:
    known = find_account(wish.username)
    if known and known.awaits_activation:
        known.delete()
    return create_account(
        username=wish.username,
        email=wish.email,
        password=wish.password,
        is_active=False,
        joined_through=site,
        **wish.profile,
    )


def _acceptance(user: User, page: Page, now: datetime) -> Acceptance:
    return Acceptance(
        user=user,
        page=page,
        revision_id=page.live_revision_id,
        title=page.title,
        published_at=page.last_published_at,
        accepted_at=now,
    )
