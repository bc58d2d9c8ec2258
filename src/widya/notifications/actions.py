"""What is done with mails: keep, deliver, try again, forget; and what people choose to be told."""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from time import sleep
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from wagtail.log_actions import log

from widya.accounts.models import User
from widya.notifications.errors import NothingToSend
from widya.notifications.models import Mail, Notice, Refusal, Topic
from widya.notifications.news import News, compose_news
from widya.notifications.queries import lock_willing, mails_to, notices_to, refusals_of

__all__ = [
    "News",
    "choose_topics",
    "deliver_mail",
    "expire_mails",
    "keep_mail",
    "merge_choices",
    "refuse_topic",
    "send_again",
    "tell",
]

logger = logging.getLogger(__name__)

# A server that is down for a night is waited for; then somebody has to look.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
# How long a worker has for one attempt before another worker may take the mail.
ATTEMPT_TIME = timedelta(minutes=5)
PERMANENT = 500
FORGOTTEN = {"text": "", "html": "", "unsubscribe_url": ""}
KEPT_FOR = timedelta(days=90)
# SQLite has one writer, and whoever waits for it looks again after up to a tenth of a second: an
# exam's answers pass in the pauses between so many mails.
TOLD_AT_ONCE = 50
PAUSE_SECONDS = 0.2
# Longer than anything that people are told of is news.
NOTICES_KEPT_FOR = timedelta(days=400)


def keep_mail(message: EmailMessage, *, now: datetime) -> Mail:
    """Put the mail into the queue; ``deliver_mail`` takes it from there.

    Raises:
        ValueError: it has attachments, for which the queue has no place.
    """
    if message.attachments:
        raise ValueError("mails are kept without attachments")
    mail = _row(message, now)
    mail.save()
    return mail


def _row(message: EmailMessage, now: datetime) -> Mail:
    html = next((part for part, kind in _alternatives(message) if kind == "text/html"), "")
    return Mail(
        site_id=getattr(message, "site_id", None),
        sender=message.from_email,
        recipients=message.recipients(),
        topic=getattr(message, "topic", ""),
        unsubscribe_url=getattr(message, "unsubscribe_url", ""),
        subject=str(message.subject),
        text=str(message.body),
        html=html,
        created_at=now,
        next_attempt_at=now,
        expires_at=getattr(message, "expires_at", None),
    )


def tell(news: Sequence[News], *, topic: Topic, template: str, now: datetime) -> int:
    """Tell each person who wants to hear of the topic, once for what it is about; return how many.

    The worker sends these mails after those that accounts need. Of two who tell the same at once,
    each person hears one.

    Args:
        news: whom to tell what; only active accounts with an address are told.
        topic: what people choose by.
        template: the templates' common beginning, see ``core.mail.compose``.
        now: when it happens.
    """
    # In one order, so that two who tell the same wait for each other in turn, not crosswise.
    ordered = sorted(news, key=lambda each: (each.user.pk, each.about))
    count = 0
    for start in range(0, len(ordered), TOLD_AT_ONCE):
        if start:
            sleep(PAUSE_SECONDS)
        portion = ordered[start : start + TOLD_AT_ONCE]
        count += _tell(_untold(portion, topic), topic=topic, template=template, now=now)
    return count


def _untold(news: Sequence[News], topic: Topic) -> list[News]:
    """Return the news that its person was not told of yet, each once."""
    notices = Notice.objects.filter(topic=topic, user__in={each.user.pk for each in news})
    known = set(notices.values_list("user_id", "about"))
    once = {(each.user.pk, each.about): each for each in news}
    return [each for known_by, each in once.items() if known_by not in known]


def _tell(news: Sequence[News], *, topic: Topic, template: str, now: datetime) -> int:
    # Before the database is locked; what somebody else tells meanwhile is thrown away.
    mails = [_row(compose_news(each, topic=topic, template=template), now) for each in news]
    batch = uuid4()
    with transaction.atomic():
        willing = set(lock_willing([each.user.pk for each in news], topic=topic))
        Notice.objects.bulk_create(
            (
                Notice(user=each.user, topic=topic, about=each.about, told_at=now, batch=batch)
                for each in news
                if each.user.pk in willing
            ),
            ignore_conflicts=True,
        )
        ours = set(Notice.objects.filter(batch=batch).values_list("user_id", "about"))
        told = [
            mail
            for mail, each in zip(mails, news, strict=True)
            if (each.user.pk, each.about) in ours
        ]
        Mail.objects.bulk_create(told)
    return len(told)


@transaction.atomic
def choose_topics(user: User, wanted: Collection[str]) -> None:
    """Let the person be told of these topics and of no others."""
    refused = [topic for topic in Topic if topic not in wanted]
    Refusal.objects.filter(user=user).exclude(topic__in=refused).delete()
    for topic in refused:
        refuse_topic(user, topic)


@transaction.atomic
def refuse_topic(user: User, topic: Topic) -> None:
    """Tell the person of this topic no more, nor what waits to be sent; harmless to repeat."""
    Refusal.objects.get_or_create(user=user, topic=topic)
    mails_to(user).filter(topic=topic).exclude(state=Mail.State.SENT).delete()


@transaction.atomic
def merge_choices(source: User, target: User) -> None:
    """Let what either account refused stay refused, and what either was told of be told."""
    for refusal in refusals_of(source):
        refuse_topic(target, Topic(refusal.topic))
    refusals_of(source).delete()
    told = Notice.objects.filter(user=target, topic=OuterRef("topic"), about=OuterRef("about"))
    notices_to(source).filter(~Exists(told)).update(user=target)
    notices_to(source).delete()


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
    kept.filter(expires_at__lte=now).update(state=Mail.State.EXPIRED, **FORGOTTEN)
    Mail.objects.filter(created_at__lte=now - KEPT_FOR).delete()
    Notice.objects.filter(told_at__lte=now - NOTICES_KEPT_FOR).delete()


def _take(mail_id: int, now: datetime) -> bool:
    """Tell whether the mail is due and now ours: of two workers only one changes the row."""
    due = Mail.objects.filter(pk=mail_id, state=Mail.State.WAITING, next_attempt_at__lte=now)
    living = due.filter(Q(expires_at=None) | Q(expires_at__gt=now))
    return bool(living.update(attempts=F("attempts") + 1, next_attempt_at=now + ATTEMPT_TIME))


def _send(mail: Mail) -> None:
    message = EmailMultiAlternatives(mail.subject, mail.text, mail.sender, mail.recipients)
    if mail.unsubscribe_url:
        message.extra_headers = {
            "List-Unsubscribe": f"<{mail.unsubscribe_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
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
    Mail.objects.filter(pk=mail.pk).update(state=state, **FORGOTTEN, **fields)


def _alternatives(message: EmailMessage) -> list[tuple[str, str]]:
    return list(getattr(message, "alternatives", []))
