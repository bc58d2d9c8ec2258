"""What the log of access does about news from the accounts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from widya.accounts.models import User
from widya.accounts.signals import (
    accounts_merging,
    personal_data_changed,
    personal_data_imported,
    personal_data_viewed,
)
from widya.privacy.actions import merge_records, note_access, note_changes
from widya.privacy.models import AccessEntry


@receiver(personal_data_viewed, sender=User)
def note_view(
    sender: type[User], *, actor: User, subject: User, now: datetime, **kwargs: Any
) -> None:
    """Log that somebody looked."""
    note_access(subject, actor=actor, kind=AccessEntry.Kind.VIEWED, fields=(), now=now)


@receiver(personal_data_changed, sender=User)
def note_change(
    sender: type[User],
    *,
    actor: User,
    subject: User,
    fields: list[str],
    now: datetime,
    **kwargs: Any,
) -> None:
    """Log that somebody changed these fields."""
    note_access(subject, actor=actor, kind=AccessEntry.Kind.CHANGED, fields=fields, now=now)


@receiver(personal_data_imported, sender=User)
def note_import(
    sender: type[User],
    *,
    actor: User,
    changes: Sequence[tuple[User, list[str]]],
    now: datetime,
    **kwargs: Any,
) -> None:
    """Log of each person what a spreadsheet changed."""
    note_changes(changes, actor=actor, now=now)


@receiver(accounts_merging, sender=User)
def move_records(sender: type[User], *, source: User, target: User, **kwargs: Any) -> None:
    """Move the log of access; refuse an account whose data were erased."""
    merge_records(source, target)
