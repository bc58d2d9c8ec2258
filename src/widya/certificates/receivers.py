"""What certificates do about news from the apps below."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from widya.accounts.models import User
from widya.certificates.actions import follow_enrolments, issue_certificates
from widya.certificates.tasks import make_files
from widya.learning.models import Enrolment
from widya.learning.signals import course_completed, enrolments_moved


@receiver(course_completed, sender=Enrolment)
def issue_on_completion(
    sender: type[Enrolment], *, enrolments: Sequence[Enrolment], **kwargs: Any
) -> None:
    """Issue certificates in the transaction of the pass, so that neither is without the other.

    The files follow after the commit; should that fail, the first download makes them.
    """
    offered = [each for each in enrolments if each.run.course.has_certificate]
    ids = [certificate.pk for certificate in issue_certificates(offered)]
    if ids:
        transaction.on_commit(partial(make_files.enqueue, ids), robust=True)


@receiver(enrolments_moved, sender=Enrolment)
def move_certificates(
    sender: type[Enrolment], *, source: User, target: User, **kwargs: Any
) -> None:
    """Let certificates follow their enrolments when two accounts of one person become one."""
    follow_enrolments(source, target)
