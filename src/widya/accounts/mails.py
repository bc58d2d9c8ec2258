"""The mails about accounts, in the look of the site that sends them."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from widya.accounts.models import User
from widya.core.mail import compose
from widya.organisation.queries import branding_of

LINK_LIFETIME = timedelta(days=settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS)
CODE_LIFETIME = timedelta(seconds=settings.ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT)
# Templates that hold a secret, and for how long it is one.
LIFETIMES = {
    "account/email/email_confirmation": LINK_LIFETIME,
    "account/email/email_confirmation_signup": LINK_LIFETIME,
    "account/email/password_reset_code": CODE_LIFETIME,
}


def send(template: str, to: str, context: dict[str, Any], *, site: Site, now: datetime) -> None:
    """Send the mail that the templates describe, in the language of the account concerned."""
    lifetime = LIFETIMES.get(template)
    user = context.get("user")
    with translation.override((user and user.language) or translation.get_language()):
        compose(
            template,
            context,
            to=to,
            branding=branding_of(site),
            site_url=site.root_url,
            expires_at=now + lifetime if lifetime else None,
        ).send()


def send_activation(address: EmailAddress, *, site: Site, now: datetime) -> None:
    """Send the link that confirms the address and so activates the account."""
    template = "account/email/email_confirmation_signup"
    context = {"user": address.user, "url": confirmation_url(address, site)}
    send(template, address.email, context, site=site, now=now)


def send_email_confirmation(address: EmailAddress, *, site: Site, now: datetime) -> None:
    """Send the link that makes the address the account's."""
    template = "account/email/email_confirmation"
    context = {"user": address.user, "url": confirmation_url(address, site)}
    send(template, address.email, context, site=site, now=now)


def send_email_change_notice(user: User, email: str, *, site: Site, now: datetime) -> None:
    """Tell the old address what is about to happen, in case it was not the owner who asked."""
    context = {
        "user": user,
        "email": email,
        "reset_url": site.root_url + reverse("account_reset_password"),
    }
    send("account/email/email_change_notice", user.email, context, site=site, now=now)


def send_email_replaced(user: User, old_email: str, *, site: Site, now: datetime) -> None:
    """Tell the old address that the staff replaced it; not by which, as it may be a stranger's."""
    context = {"user": user, "help_url": _help_url(site)}
    send("account/email/email_replaced", old_email, context, site=site, now=now)


def send_merger_notice(user: User, addresses: set[str], *, site: Site, now: datetime) -> None:
    """Tell the owner of two accounts, at both addresses, that they are one and how to sign in."""
    context = {"user": user, "help_url": _help_url(site)}
    for address in sorted(addresses):
        send("account/email/accounts_merged", address, context, site=site, now=now)


def send_already_registered(to: str, *, site: Site, now: datetime) -> None:
    """Tell the owner of the address that somebody tried to register it, and what to do."""
    context = {
        "login_url": site.root_url + reverse("account_login"),
        "reset_url": site.root_url + reverse("account_reset_password"),
    }
    send("account/email/account_already_exists", to, context, site=site, now=now)


def send_welcome(user: User, *, site: Site, now: datetime) -> None:
    """Tell a person for whom the staff made an account how to come to a password."""
    send("account/email/welcome", user.email, _reset_context(user, site), site=site, now=now)


def send_reset_invitation(user: User, *, site: Site, now: datetime) -> None:
    """Send the way to a new password, because the staff were asked for help."""
    send(
        "account/email/reset_invitation", user.email, _reset_context(user, site), site=site, now=now
    )


def send_second_factor_notice(user: User, *, site: Site, now: datetime) -> None:
    """Tell the person that the staff took the second step away, in case nobody asked for it."""
    template = "account/email/second_factor_notice"
    send(template, user.email, _reset_context(user, site), site=site, now=now)


def confirmation_url(address: EmailAddress, site: Site) -> str:
    """Return the link that confirms the address, once and while the row exists."""
    key = EmailConfirmationHMAC.create(address).key
    return site.root_url + reverse("account_confirm_email", args=[key])


def _reset_context(user: User, site: Site) -> dict[str, Any]:
    return {"user": user, "reset_url": site.root_url + reverse("account_reset_password")}


def _help_url(site: Site) -> str:
    return f"{site.root_url}/kontak-kami/"
