"""What the ledger does about news from the apps below."""

from datetime import date, datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from widya.credits.actions import add_credit
from widya.credits.models import Credit
from widya.learning.models import Enrolment
from widya.learning.signals import course_completed


@receiver(course_completed, sender=Enrolment)
def credit_completion(
    sender: type[Enrolment], *, enrolment: Enrolment, now: datetime, **kwargs: Any
) -> None:
    """Enter the course's JP in the transaction of the pass; a course of 0 JP leaves no entry."""
    course = enrolment.run.course
    if not course.credit_hours:
        return
    add_credit(
        enrolment.user,
        source=f"enrolment:{enrolment.uuid}",
        title=course.title,
        form=Credit.Form.E_LEARNING,
        amount_jp=course.credit_hours,
        days=(_local_day(enrolment.enrolled_at), _local_day(enrolment.finished_at or now)),
        now=now,
    )


def _local_day(moment: datetime) -> date:
    """Return the day at the seat of the platform, so that it agrees with the certificate's."""
    return timezone.localdate(moment, timezone.get_default_timezone())
