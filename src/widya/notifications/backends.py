"""Django's door to the queue of mails."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from widya.notifications.actions import keep_mail
from widya.notifications.tasks import send_on_commit


class KeptMailBackend(BaseEmailBackend):
    """Keeps each mail as a row; the worker delivers it by ``MAIL_DELIVERY_BACKEND``.

    So whoever sends a mail waits for no mail server, and no mail is lost when there is none.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            send_on_commit(keep_mail(message, now=timezone.now()))
        return len(email_messages)
