"""What is asked about mails, and about what people want to be told by them."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from widya.accounts.models import User
from widya.accounts.queries import addresses_of, administered_roles
from widya.notifications.models import Mail, Notice, Refusal, Topic

BATCH = 100
RECENT = timedelta(days=7)


def due_mails(*, now: datetime) -> list[int]:
    """Return the keys of mails that wait for an attempt; no more than a batch.

    Those that accounts need, which have no topic, come before all news; then the oldest first.
    """
    waiting = Mail.objects.filter(state=Mail.State.WAITING, next_attempt_at__lte=now)
    found: list[int] = []
    for kind in (Q(topic=""), ~Q(topic="")):
        oldest = waiting.filter(kind).order_by("next_attempt_at").values_list("pk", flat=True)
        found += oldest[: BATCH - len(found)]
    return found


def mails_of_staff(user: User) -> QuerySet[Mail]:
    """Return the mails of the sites that the person administers; of all to a superuser."""
    if user.is_superuser:
        return Mail.objects.all()
    return Mail.objects.filter(site__in=administered_roles(user).values("site"))


def failed_mails_of_staff(user: User, *, now: datetime) -> QuerySet[Mail]:
    """Return those of the last days that were given up."""
    recent = mails_of_staff(user).filter(created_at__gt=now - RECENT)
    return recent.filter(state=Mail.State.FAILED)


def mails_to(user: User) -> QuerySet[Mail]:
    """Return the mails that went, or are to go, to one of the person's addresses alone."""
    own = Q(pk__in=[])
    for address in addresses_of(user):
        own |= Q(recipients=[address])
    return Mail.objects.filter(own)


def lock_willing(user_ids: Collection[int], *, topic: Topic) -> QuerySet[User, int]:
    """Return the keys of those who can be written to and have not refused the topic.

    They are locked: nobody's account is erased meanwhile.
    """
    people = told_of(User.objects.filter(pk__in=user_ids), topic=topic)
    locked = people.order_by("pk").select_for_update(of=("self",), no_key=True)
    return locked.values_list("pk", flat=True)


def told_of(people: QuerySet[User], *, topic: Topic) -> QuerySet[User]:
    """Return those of the people who can be written to and have not refused the topic."""
    refusals = Refusal.objects.filter(user=OuterRef("pk"), topic=topic)
    return people.filter(~Exists(refusals), is_active=True).exclude(email="")


def untold_of(people: QuerySet[User], *, topic: Topic, about: str) -> QuerySet[User]:
    """Return those of the people whom ``told_of`` names and who were not told of this yet."""
    notices = Notice.objects.filter(user=OuterRef("pk"), topic=topic, about=about)
    return told_of(people, topic=topic).filter(~Exists(notices))


def topics_of(user: User) -> set[str]:
    """Return the topics that the person wants to be told of."""
    return set(Topic.values) - set(refusals_of(user).values_list("topic", flat=True))


def refusals_of(user: User) -> QuerySet[Refusal]:
    """Return what the person does not want to be told of."""
    return Refusal.objects.filter(user=user)


def notices_to(user: User) -> QuerySet[Notice]:
    """Return what the person was told of."""
    return Notice.objects.filter(user=user)
