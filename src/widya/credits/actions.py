"""What is done with the ledger: entries are added, and change only owners when accounts merge."""

from collections.abc import Sequence

from django.db import transaction

from widya.accounts.models import User
from widya.credits.models import Credit


@transaction.atomic
def add_credits(entries: Sequence[Credit]) -> None:
    """Enter JP that people earned; of an event (``source``) a person keeps the first entry.

    An entry counts in the year of its last day.
    """
    events = [(each.user_id, each.source) for each in entries]
    there = Credit.objects.filter(
        user__in={user_id for user_id, _ in events}, source__in={source for _, source in events}
    )
    known = set(there.values_list("user_id", "source"))
    Credit.objects.bulk_create(
        entry for entry, event in zip(entries, events, strict=True) if event not in known
    )


@transaction.atomic
def move_credits(source: User, target: User, *, but: set[str]) -> None:
    """Give ``target`` the entries of ``source``, except for those of the events ``but``.

    These are, or come to be, those of ``source``.
    """
    Credit.objects.filter(user=source).exclude(source__in=but).update(user=target)
    Credit.objects.filter(user=target, source__in=but).update(user=source)
