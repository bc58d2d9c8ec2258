"""What people are told by mail if they want to: composed in the look of a site.

Every such mail names its topic and bears an address that ends mails of that topic with one click
(RFC 8058), signed, so that it works in any browser and for that one purpose only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Site

from widya.accounts.models import User
from widya.core.mail import SiteMail, compose
from widya.notifications.models import Topic
from widya.organisation.queries import branding_of

SALT = "notifications.unsubscribe"


@dataclass(frozen=True, slots=True)
class News:
    """What one person is to be told.

    Attributes:
        user: whose language and time zone the mail is in.
        site: whose look the mail has.
        about: what it is about; nobody is told of the same twice.
        expires_at: from when on it is no news; a mail that waits until then is not sent.
        context: what the mail's templates need besides ``user`` and what ``compose`` adds.
    """

    user: User
    site: Site
    about: str
    expires_at: datetime
    context: Mapping[str, Any] = field(default_factory=dict)


def compose_news(news: News, *, topic: Topic, template: str) -> SiteMail:
    """Return the mail, in the person's language and time zone."""
    user, root_url = news.user, news.site.root_url
    unsubscribe_url = root_url + reverse(
        "notifications:unsubscribe", args=[unsubscribe_token(user, topic)]
    )
    language = user.language or settings.LANGUAGE_CODE
    with translation.override(language), timezone.override(user.zone):
        mail = compose(
            template,
            {
                **news.context,
                "user": user,
                "topic": topic.label,
                "unsubscribe_url": unsubscribe_url,
                "settings_url": root_url + reverse("accounts:settings"),
            },
            to=user.email,
            branding=branding_of(news.site),
            site_url=root_url,
            expires_at=news.expires_at,
        )
    mail.topic, mail.unsubscribe_url = topic, unsubscribe_url
    return mail


def unsubscribe_token(user: User, topic: Topic) -> str:
    """Return what ends mails of the topic to the person, without signing in."""
    return signing.dumps([user.pk, topic.value], salt=SALT)


def read_token(token: str) -> tuple[int, Topic] | None:
    """Return the person's key and the topic.

    None for a token that was not made here, or of a topic that there is no more.
    """
    try:
        user_id, topic = signing.loads(token, salt=SALT)
        return user_id, Topic(topic)
    except (signing.BadSignature, ValueError):
        return None
