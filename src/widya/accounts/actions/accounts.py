"""What is done to accounts and their identifiers."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from widya.accounts.errors import IdentifierTaken
from widya.accounts.identifiers import normalise_identifier
from widya.accounts.models import FormerIdentifier, User
from widya.accounts.queries import merged_identifiers, with_identifiers


@transaction.atomic
def create_account(
    *,
    username: str,
    name: str,
    email: str,
    password: str | None = None,
    nip: str | None = None,
    **fields: Any,
) -> User:
    """Make an account; without a password nobody can sign in to it.

    Args:
        username: what the person signs in with; it may be the NIP.
        name: the full name, with titles, as certificates print it.
        email: where the platform writes to.
        password: in plain; not checked against the rules for passwords.
        nip: 18 digits.
        **fields: further fields of ``User``.

    Raises:
        IdentifierTaken: another account has the user name or the NIP.
    """
    check_identifiers_are_free(username, nip)
    fields.setdefault("activated_at", timezone.now() if fields.get("is_active", True) else None)
    return User.objects.create_user(
        username=username, email=email, password=password, name=name, nip=nip or None, **fields
    )


@transaction.atomic
def change_identifier(user: User, *, kind: str, value: str, by: User | None, now: datetime) -> None:
    """Give the account another user name or NIP and keep the old one in its history.

    Args:
        user: whose account it is.
        kind: one of ``FormerIdentifier.Kind``, which is also the name of the field.
        value: the new one; empty takes the NIP away.
        by: who changes it.
        now: when.

    Raises:
        IdentifierTaken: another account has it.
    """
    old = getattr(user, kind) or ""
    if value == old:
        return
    check_identifiers_are_free(value, except_for=user)
    setattr(user, kind, value or None)
    user.save(update_fields=[kind])
    if old:
        FormerIdentifier.objects.create(
            user=user, kind=kind, value=old, changed_at=now, changed_by=by
        )
    log(
        instance=user,
        action="accounts.change_identifier",
        user=by,
        data={"kind": kind, "old": old, "new": value},
    )


def check_identifiers_are_free(*values: str | None, except_for: User | None = None) -> None:
    """Raise ``IdentifierTaken`` when another account has one of them as its user name or NIP.

    The constraints cannot say that one's user name must not be another's NIP.
    """
    wanted = {normalise_identifier(value) for value in values if value}
    others, merged = with_identifiers(wanted), merged_identifiers(wanted)
    if except_for and except_for.pk:
        others, merged = others.exclude(pk=except_for.pk), merged.exclude(user=except_for)
    if others.exists() or merged.exists():
        raise IdentifierTaken
