"""What people do to their own accounts."""

from datetime import datetime
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Site

from widya.accounts import mails
from widya.accounts.models import User
from widya.accounts.queries import email_is_taken


@transaction.atomic
def ask_to_change_email(user: User, email: str, *, site: Site, now: datetime) -> None:
    """Send a link to the new address that makes it the account's; tell the old address.

    An earlier link is worthless. Where another account has the address, its owner is told, and
    whoever asked sees no difference.
    """
    EmailAddress.objects.filter(user=user, verified=False).delete()
    if email_is_taken(email, except_for=user):
        mails.send_already_registered(email, site=site, now=now)
    else:
        address = EmailAddress.objects.create(user=user, email=email.lower())
        mails.send_email_confirmation(address, site=site, now=now)
    if user.email:
        mails.send_email_change_notice(user, email, site=site, now=now)


def choose_language(user: User, language: str) -> None:
    """Write to the person in this language from now on, in pages and in mails."""
    user.language = language
    user.save(update_fields=["language"])


def keep_photo(user: User, content: bytes) -> None:
    """Make the JPEG the account's photo, in place of an earlier one."""
    _delete_photo(user)
    user.photo.save(f"{uuid4().hex}.jpg", ContentFile(content), save=False)
    user.save(update_fields=["photo"])


def remove_photo(user: User) -> None:
    """Leave the account without a photo."""
    _delete_photo(user)
    user.save(update_fields=["photo"])


def _delete_photo(user: User) -> None:
    if user.photo:
        user.photo.delete(save=False)
