"""What is asked about mails."""

from datetime import datetime

from django.db.models import Q, QuerySet

from widya.accounts.models import User
from widya.accounts.queries import addresses_of, administered_roles
from widya.notifications.models import Mail

BATCH = 100


def due_mails(*, now: datetime) -> list[int]:
    """Return the keys of mails that wait for an attempt, the oldest first; no more than a batch."""
    waiting = Mail.objects.filter(state=Mail.State.WAITING, next_attempt_at__lte=now)
    return list(waiting.order_by("next_attempt_at").values_list("pk", flat=True)[:BATCH])


def mails_of_staff(user: User) -> QuerySet[Mail]:
    """Return the mails of the sites that the person administers; of all to a superuser."""
    if user.is_superuser:
        return Mail.objects.all()
    return Mail.objects.filter(site__in=administered_roles(user).values("site"))


def mails_to(user: User) -> QuerySet[Mail]:
    """Return the mails that went, or are to go, to one of the person's addresses alone."""
    own = Q(pk__in=[])
    for address in addresses_of(user):
        own |= Q(recipients=[address])
    return Mail.objects.filter(own)
