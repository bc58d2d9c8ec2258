"""The mails about identities, in the look of the site that sends them."""

from datetime import datetime

from django.urls import reverse
from wagtail.models import Site

from widya.accounts.models import User
from widya.core.mail import compose
from widya.organisation.queries import branding_of
from widya.sso.identity import Identity
from widya.sso.queries import button_label


def send_identity_linked(user: User, identity: Identity, *, site: Site, now: datetime) -> None:
    """Tell the owner that the identity signs in to the account from now on, and how to undo it."""
    context = {
        "user": user,
        "provider": button_label(site.pk) or identity.issuer,
        "now": now,
        "settings_url": site.root_url + reverse("accounts:settings"),
        "reset_url": site.root_url + reverse("account_reset_password"),
    }
    compose(
        "sso/email/identity_linked",
        context,
        to=user.email,
        branding=branding_of(site),
        site_url=site.root_url,
    ).send()
