"""What becomes of attempts when two accounts of one person become one."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from widya.accounts.errors import MergeRefused
from widya.accounts.models import User
from widya.assessment.models import Attempt, ExtraTime
from widya.learning.models import Enrolment
from widya.learning.signals import enrolments_moved


class AttemptIsOpen(MergeRefused):
    """One of the accounts is sitting a test or an exam."""

    message = _("Salah satu akun sedang mengerjakan tes atau ujian. Gabungkan sesudah selesai.")


@receiver(enrolments_moved, sender=Enrolment)
def move_attempts(*, source: User, target: User, **kwargs: Any) -> None:  # noqa: ARG001 - Django's
    """Let the attempts follow their enrolments; extra time goes to who has none."""
    attempts = Attempt.objects.filter(enrolment__user__in=[source, target])
    if attempts.filter(state=Attempt.State.OPEN).exists():
        raise AttemptIsOpen
    for user in (source, target):
        strays = attempts.filter(enrolment__user=user).exclude(user=user)
        Attempt.objects.filter(pk__in=strays.values("pk")).update(user=user)
    if not ExtraTime.objects.filter(user=target).exists():
        ExtraTime.objects.filter(user=source).update(user=target)
