"""What is done to the identities of people."""

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Site

from widya.accounts.actions import Registration, register
from widya.accounts.models import User
from widya.sso import mails
from widya.sso.errors import IdentityTaken, PasswordNeeded
from widya.sso.identity import Identity


@transaction.atomic
def link_identity(user: User, identity: Identity, *, site: Site, now: datetime) -> None:
    """Let the identity sign in to the account, and tell its owner by mail; twice is as once.

    Raises:
        IdentityTaken: it signs in to another account.
    """
    account, is_new = SocialAccount.objects.get_or_create(
        provider=identity.issuer,
        uid=identity.subject,
        defaults={"user": user, "extra_data": identity.facts},
    )
    if account.user_id != user.pk:
        raise IdentityTaken
    if is_new:
        log(instance=user, action="sso.link", user=user, data={"issuer": identity.issuer})
        mails.send_identity_linked(user, identity, site=site, now=now)


@transaction.atomic
def unlink_identity(account: SocialAccount, *, by: User) -> None:
    """Let the identity sign in no longer.

    Raises:
        PasswordNeeded: the account has no password to sign in with instead.
    """
    if not by.has_usable_password():
        raise PasswordNeeded
    log(instance=account.user, action="sso.unlink", user=by, data={"issuer": account.provider})
    account.delete()


@transaction.atomic
def register_identity(
    wish: Registration, identity: Identity, *, site: Site, now: datetime
) -> User | None:
    """Make an account that the identity signs in to: at once, if the address is the verified one.

    Returns:
        the account; None where the address belongs to another, whose owner is told by mail.

    Raises:
        IdentifierTaken: another account has the user name or NIP.
        IdentityTaken: the identity signs in to another account.
    """
    is_verified = bool(identity.email) and wish.email.lower() == identity.email.lower()
    user = register(wish, site=site, now=now, email_is_verified=is_verified)
    if user:
        link_identity(user, identity, site=site, now=now)
    return user
