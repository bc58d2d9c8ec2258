"""What is done with mails: keep, deliver, try again, forget."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F, Q
from wagtail.log_actions import log

from widya.accounts.models import User
from widya.notifications.errors import NothingToSend
from widya.notifications.models import Mail

logger = logging.getLogger(__name__)

# A server that is down for a night is waited for; then somebody has to look.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
# How long a worker has for one attempt before another worker may take the mail.
ATTEMPT_TIME = timedelta(minutes=5)
PERMANENT = 500
KEPT_FOR = timedelta(days=90)


def keep_mail(message: EmailMessage, *, now: datetime) -> Mail:
    """Put the mail into the queue; ``deliver_mail`` takes it from there.

    Raises:
        ValueError: it has attachments, for which the queue has no place.
    """
    if message.attachments:
        raise ValueError("mails are kept without attachments")
    html = next((part for part, kind in _alternatives(message) if kind == "text/html"), "")
    return Mail.objects.create(
        site_id=getattr(message, "site_id", None),
        sender=message.from_email,
        recipients=message.recipients(),
        subject=str(message.subject),
        text=str(message.body),
        html=html,
        created_at=now,
        next_attempt_at=now,
        expires_at=getattr(message, "expires_at", None),
    )


def deliver_mail(mail_id: int, *, now: datetime) -> None:
    """Try to send the mail if it is due; keep what became of it."""
    if not _take(mail_id, now):
        return
    mail = Mail.objects.get(pk=mail_id)
    try:
        _send(mail)
    except OSError as error:  # smtplib's errors are OSErrors too
        _note_failure(mail, error, now)
    else:
        _finish(mail, Mail.State.SENT, sent_at=now, last_error="")


@transaction.atomic
def send_again(mail: Mail, *, by: User, now: datetime) -> None:
    """Put a mail that failed, or that waits for its next attempt, first into the queue again.

    Raises:
        NothingToSend: it was sent meanwhile, or is worthless by now.
    """
    due = Mail.objects.filter(pk=mail.pk, state__in=[Mail.State.FAILED, Mail.State.WAITING])
    if not due.exclude(expires_at__lte=now).update(
        state=Mail.State.WAITING, attempts=0, next_attempt_at=now
    ):
        raise NothingToSend
    log(instance=mail, action="notifications.send_again", user=by)


def expire_mails(*, now: datetime) -> None:
    """Forget what mails said that came too late, and mails that are of no interest any more."""
    kept = Mail.objects.filter(state__in=[Mail.State.WAITING, Mail.State.FAILED])
    kept.filter(expires_at__lte=now).update(state=Mail.State.EXPIRED, text="", html="")
    Mail.objects.filter(created_at__lte=now - KEPT_FOR).delete()


def _take(mail_id: int, now: datetime) -> bool:
    """Tell whether the mail is due and now ours: of two workers only one changes the row."""
    due = Mail.objects.filter(pk=mail_id, state=Mail.State.WAITING, next_attempt_at__lte=now)
    living = due.filter(Q(expires_at=None) | Q(expires_at__gt=now))
    return bool(living.update(attempts=F("attempts") + 1, next_attempt_at=now + ATTEMPT_TIME))


def _send(mail: Mail) -> None:
    message = EmailMultiAlternatives(mail.subject, mail.text, mail.sender, mail.recipients)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    get_connection(settings.MAIL_DELIVERY_BACKEND).send_messages([message])


def _note_failure(mail: Mail, error: OSError, now: datetime) -> None:
    is_last = mail.attempts > len(WAITS) or _is_permanent(error)
    # The name of the error only: servers repeat addresses and contents in what they say.
    logger.warning("Mail %d: attempt %d failed: %s", mail.pk, mail.attempts, type(error).__name__)
    mail.last_error = str(error)
    if is_last:
        mail.state = Mail.State.FAILED
    else:
        mail.next_attempt_at = now + WAITS[mail.attempts - 1]
    mail.save(update_fields=["last_error", "state", "next_attempt_at"])


def _is_permanent(error: OSError) -> bool:
    """Tell whether the server refused every recipient for good, as one that does not exist."""
    return isinstance(error, SMTPRecipientsRefused) and all(
        code >= PERMANENT for code, _ in error.recipients.values()
    )


def _finish(mail: Mail, state: Mail.State, **fields: object) -> None:
    Mail.objects.filter(pk=mail.pk).update(state=state, text="", html="", **fields)


def _alternatives(message: EmailMessage) -> list[tuple[str, str]]:
    return list(getattr(message, "alternatives", []))
