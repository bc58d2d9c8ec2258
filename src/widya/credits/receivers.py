"""What the ledger does about news from the apps below."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from widya.accounts.models import User
from widya.credits.actions import add_credits, move_credits
from widya.credits.models import Credit
from widya.learning.models import Enrolment
from widya.learning.signals import course_completed, enrolments_moved


@receiver(course_completed, sender=Enrolment)
def credit_completions(
    sender: type[Enrolment], *, enrolments: Sequence[Enrolment], **kwargs: Any
) -> None:
    """Enter the courses' JP in the transaction of the pass; a course of 0 JP leaves no entry."""
    add_credits([_credit(each) for each in enrolments if each.run.course.credit_hours])


@receiver(enrolments_moved, sender=Enrolment)
def move_with_enrolments(
    sender: type[Enrolment], *, source: User, target: User, **kwargs: Any
) -> None:
    """Move the entries of a person's second account; a course that both passed counts once."""
    left = map(source_of, Enrolment.objects.filter(user=source))
    move_credits(source, target, but=set(left))


def _credit(enrolment: Enrolment) -> Credit:
    course = enrolment.run.course
    return Credit(
        user=enrolment.user,
        source=source_of(enrolment),
        title=course.title,
        form=Credit.Form.E_LEARNING,
        amount_jp=course.credit_hours,
        starts_on=_local_day(enrolment.enrolled_at),
        ends_on=_local_day(enrolment.ended_at),
        created_at=enrolment.ended_at,
    )


def source_of(enrolment: Enrolment) -> str:
    """Return what names the event of an enrolment's pass in the ledger."""
    return f"enrolment:{enrolment.uuid}"


def _local_day(moment: datetime) -> date:
    """Return the day at the seat of the platform, so that it agrees with the certificate's."""
    return timezone.localdate(moment, timezone.get_default_timezone())
