"""What is done with the ledger: entries are added, and change only owners when accounts merge."""

from datetime import date, datetime

from django.db import transaction

from widya.accounts.models import User
from widya.credits.models import Credit


def add_credit(
    user: User,
    *,
    source: str,
    title: str,
    form: Credit.Form,
    amount_jp: int,
    days: tuple[date, date],
    now: datetime,
) -> Credit:
    """Enter JP that the person earned by the event ``source``; the entry there is, if any.

    ``days`` are the first and the last day; the entry counts in the year of the last.
    """
    starts_on, ends_on = days
    entry, _ = Credit.objects.get_or_create(
        user=user,
        source=source,
        defaults={
            "title": title,
            "form": form,
            "amount_jp": amount_jp,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "created_at": now,
        },
    )
    return entry


@transaction.atomic
def move_credits(source: User, target: User, *, but: set[str]) -> None:
    """Give ``target`` the entries of ``source``, except for those of the events ``but``.

    These are, or come to be, those of ``source``.
    """
    Credit.objects.filter(user=source).exclude(source__in=but).update(user=target)
    Credit.objects.filter(user=target, source__in=but).update(user=source)
