"""Telling civil servants in time that they have not learned as much this year as they are to."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from widya.accounts.models import User
from widya.credits.duty import BOUND_BY_LAW, YEARLY_DUTY_JP
from widya.credits.models import Credit
from widya.notifications.actions import News, tell
from widya.notifications.models import Topic
from widya.notifications.queries import untold_of
from widya.organisation.queries import sites_that_remind

# Month and day: early enough to learn 20 JP, and once more before the last weeks of the year.
REMINDERS = ((10, 1), (12, 1))
# A server that was down, or set up late, does not come with a reminder of months ago.
LATE = timedelta(days=14)
# At one turn of the worker, for each site; 100,000 people take some eight hours of turns.
BATCH = 1000


def remind_of_duty(*, now: datetime) -> int:
    """Tell the next people who lack JP of this year, if it is time to; return how many."""
    today = timezone.localdate(now)
    due = _due_reminder(today)
    return sum(_remind_at(site, due, now) for site in sites_that_remind()) if due else 0


def _due_reminder(today: date) -> date | None:
    days = (date(today.year, month, day) for month, day in REMINDERS)
    return next((day for day in days if day <= today < day + LATE), None)


def _remind_at(site: Site, due: date, now: datetime) -> int:
    about = f"duty {due}"
    news = [
        News(person, site, about, now + LATE, _context(person, site, due.year))
        for person in _lagging(site, about=about, year=due.year)
    ]
    return tell(news, topic=Topic.DUTY, template="credits/email/duty", now=now)


def _lagging(site: Site, *, about: str, year: int) -> Iterable[User]:
    """Return the next people of the site, with ``earned_jp``, who were not told yet."""
    people = untold_of(_people_of(site), topic=Topic.DUTY, about=about).filter(
        employment_status__in=BOUND_BY_LAW
    )
    entries = Credit.objects.filter(
        user=OuterRef("pk"), ends_on__range=(date(year, 1, 1), date(year, 12, 31))
    )
    earned = entries.order_by().values("user").annotate(sum=Sum("amount_jp")).values("sum")
    return (
        people.annotate(earned_jp=Coalesce(Subquery(earned), 0))
        .filter(earned_jp__lt=YEARLY_DUTY_JP)
        .order_by("pk")[:BATCH]
    )


def _people_of(site: Site) -> QuerySet[User]:
    """Return who joined through the site; the default one has those who joined through none."""
    of_none = Q(joined_through=None) if site.is_default_site else Q(pk__in=[])
    return User.objects.filter(Q(joined_through=site) | of_none)


def _context(person: User, site: Site, year: int) -> dict[str, Any]:
    earned_jp: int = person.earned_jp  # type: ignore[attr-defined]  # annotated
    return {
        "year": year,
        "earned_jp": earned_jp,
        "duty_jp": YEARLY_DUTY_JP,
        "missing_jp": YEARLY_DUTY_JP - earned_jp,
        "url": site.root_url + reverse("catalog:catalogue"),
    }
