"""Mails that look like the site that they come from, as HTML and as plain text.

A mail is three templates, as django-allauth's are: ``…_subject.txt``, ``…_message.txt`` and
``…_message.html``; the last two extend ``mail/layout``. Sending one is Django's matter: the
``EMAIL_BACKEND`` keeps it and delivers it in the background.
"""

from collections.abc import Mapping
from datetime import datetime
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


class SiteMail(EmailMultiAlternatives):
    """A mail of one site.

    Attributes:
        topic: what people choose such mails by; empty for mails that an account needs.
        unsubscribe_url: where its reader ends mails of the topic.
        site_id: whose administrators see whether it arrived; None for those of the platform.
        expires_at: from when on it is worthless, because its link or code is; None for never.
    """

    topic: str = ""
    unsubscribe_url: str = ""
    site_id: int | None = None
    expires_at: datetime | None = None


def compose(
    template: str,
    context: Mapping[str, Any],
    *,
    to: str,
    branding: Any,
    site_url: str,
    expires_at: datetime | None = None,
) -> SiteMail:
    """Return the mail to ``to``, not yet sent.

    Args:
        template: the templates' common beginning, such as ``account/email/welcome``.
        context: what the templates need besides ``branding`` and ``site_url``.
        to: one address.
        branding: the site's ``Branding`` (``organisation.queries``).
        site_url: the address of the site without a slash at its end, from its settings: the
            request's host is the sender's choice and must not get into links.
        expires_at: see ``SiteMail``.
    """
    context = {**context, "branding": branding, "site_url": site_url}
    subject = render_to_string(f"{template}_subject.txt", context)
    text = render_to_string(f"{template}_message.txt", context)
    mail = SiteMail(
        " ".join(subject.split()), text.strip() + "\n", _sender(branding.site_name), [to]
    )
    mail.attach_alternative(render_to_string(f"{template}_message.html", context), "text/html")
    mail.site_id, mail.expires_at = branding.site_id, expires_at
    return mail


def _sender(name: str) -> str:
    return formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
