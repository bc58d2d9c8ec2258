"""What is done with the ledger: entries are added, nothing else."""

from datetime import date, datetime

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
