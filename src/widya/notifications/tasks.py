"""Mail in the background."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from widya.core.periodic import every
from widya.notifications.actions import deliver_mail, expire_mails
from widya.notifications.models import Mail
from widya.notifications.queries import due_mails


@task()
def send_mail(mail_id: int) -> None:
    """Deliver one mail; harmless to repeat."""
    deliver_mail(mail_id, now=timezone.now())


def send_on_commit(mail: Mail) -> None:
    """Let the worker deliver the mail as soon as it can see it."""
    transaction.on_commit(partial(send_mail.enqueue, mail.pk))


@every(seconds=15, is_slow=True)
def send_due_mails() -> None:
    """Deliver the mails whose next attempt has come; a mail that was never tried is one, too."""
    for mail_id in due_mails(now=timezone.now()):
        deliver_mail(mail_id, now=timezone.now())


@every(seconds=60, is_slow=True)
def expire_old_mails() -> None:
    """Forget what is worthless by now."""
    expire_mails(now=timezone.now())
