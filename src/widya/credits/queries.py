"""What others ask about credit hours (JP)."""

from datetime import date

from django.db.models import QuerySet

from widya.accounts.models import User
from widya.core.prepared import prepared
from widya.credits.duty import DUTY_JP, YEARLY_DUTY_JP
from widya.credits.models import Credit

__all__ = ["YEARLY_DUTY_JP", "credits_for", "earned_jp", "yearly_duty_jp"]


def earned_jp(user: User, year: int) -> int:
    """Return the JP that the person earned in the calendar year, by the entries' last days."""
    return sum(_amounts_of(user, date(year, 1, 1), date(year, 12, 31)))


@prepared
def _amounts_of(user: User, since: date, until: date) -> QuerySet[Credit, int]:
    entries = Credit.objects.filter(user=user, ends_on__range=(since, until))
    return entries.values_list("amount_jp", flat=True)


def credits_for(user: User) -> QuerySet[Credit]:
    """Return the person's entries, the latest first."""
    return Credit.objects.filter(user=user).order_by("-ends_on", "-pk")


def yearly_duty_jp(user: User) -> int:
    """Return the JP that the person is to earn in a calendar year."""
    return DUTY_JP[User.EmploymentStatus(user.employment_status)]
