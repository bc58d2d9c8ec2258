"""Outgoing mail: kept, delivered to a real server, tried again, forgotten."""

import logging
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail

from tests import worlds
from tests.notifications.conftest import SMTP
from tests.worlds import NOW
from tools.serve import free_port
from widya.core.mail import SiteMail
from widya.notifications.actions import WAITS, deliver_mail, expire_mails, keep_mail, send_again
from widya.notifications.errors import NothingToSend
from widya.notifications.models import Mail
from widya.notifications.queries import due_mails
from widya.notifications.tasks import send_due_mails

pytestmark = pytest.mark.django_db
SECRET = "https://mooc.example/akun/aktivasi/rahasia/"


@pytest.fixture
def no_server(settings):
    settings.MAIL_DELIVERY_BACKEND = SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


def kept(now=NOW, **fields):
    message = SiteMail(
        "Aktifkan akun", f"Buka {SECRET}", "Widya <w@example.id>", ["siti@example.id"]
    )
    message.attach_alternative(f"<p>Buka {SECRET}</p>", "text/html")
    for name, value in fields.items():
        setattr(message, name, value)
    return keep_mail(message, now=now)


def fresh(mail):
    return Mail.objects.get(pk=mail.pk)


def test_a_mail_reaches_the_server_as_text_and_html(inbox):
    mail = kept()
    deliver_mail(mail.pk, now=NOW)
    (message,) = inbox.messages
    assert (message["To"], message["Subject"]) == ("siti@example.id", "Aktifkan akun")
    kinds = [part.get_content_type() for part in message.get_payload()]
    assert kinds == ["text/plain", "text/html"]
    mail = fresh(mail)
    assert (mail.state, mail.attempts, mail.sent_at) == ("sent", 1, NOW)


def test_what_a_mail_said_is_forgotten_once_it_is_sent(inbox):
    mail = kept()
    deliver_mail(mail.pk, now=NOW)
    assert (fresh(mail).text, fresh(mail).html) == ("", "")


def test_a_mail_is_sent_once_however_often_its_task_runs(inbox):
    mail = kept()
    for _ in range(3):
        deliver_mail(mail.pk, now=NOW)
    assert len(inbox.messages) == 1


def test_djangos_own_functions_lead_into_the_queue_and_on_commit_out_of_it(
    inbox, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "widya.notifications.backends.KeptMailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        send_mail("Perihal", "Isi", "w@example.id", ["a@example.id", "b@example.id"])
        assert inbox.messages == []
    assert inbox.messages[0]["To"] == "a@example.id, b@example.id"
    assert Mail.objects.get().recipients_in_words() == "a@example.id, b@example.id"


def test_a_mail_with_an_attachment_is_refused_rather_than_sent_without_it():
    message = EmailMessage("Perihal", "Isi", "w@example.id", ["a@example.id"])
    message.attach("a.txt", "a", "text/plain")
    with pytest.raises(ValueError, match="attachments"):
        keep_mail(message, now=NOW)


def test_a_failed_attempt_is_repeated_after_growing_waits_until_it_counts_as_failed(no_server):
    mail, now = kept(), NOW
    for wait in WAITS:
        deliver_mail(mail.pk, now=now)
        mail = fresh(mail)
        assert (mail.state, mail.next_attempt_at - now) == ("waiting", wait)
        assert due_mails(now=now) == []
        now = mail.next_attempt_at
        assert due_mails(now=now) == [mail.pk]
    deliver_mail(mail.pk, now=now)
    mail = fresh(mail)
    assert (mail.state, mail.attempts) == ("failed", len(WAITS) + 1)
    assert "refused" in mail.last_error
    assert list(WAITS) == sorted(WAITS)


def test_the_worker_delivers_what_waits(inbox):
    kept()
    send_due_mails()
    assert len(inbox.messages) == 1


@pytest.mark.parametrize(
    ("refusal", "state"), [("550 No such user", "failed"), ("451 Try later", "waiting")]
)
def test_an_address_that_does_not_exist_fails_at_once(inbox, refusal, state):
    inbox.refusal = refusal
    mail = kept()
    deliver_mail(mail.pk, now=NOW)
    assert fresh(mail).state == state
    assert refusal.split(maxsplit=1)[1] in fresh(mail).last_error


def test_neither_addresses_nor_contents_reach_the_log(no_server, caplog):
    caplog.set_level(logging.DEBUG)
    deliver_mail(kept().pk, now=NOW)
    assert "attempt 1 failed" in caplog.text
    assert "siti@example.id" not in caplog.text
    assert "rahasia" not in caplog.text


def test_a_mail_that_comes_too_late_is_not_sent_and_forgotten(inbox):
    mail = kept(expires_at=NOW + timedelta(minutes=15))
    late = NOW + timedelta(minutes=15)
    deliver_mail(mail.pk, now=late)
    expire_mails(now=late)
    assert inbox.messages == []
    mail = fresh(mail)
    assert (mail.state, mail.text, mail.html) == ("expired", "", "")


def test_old_mails_are_deleted(inbox):
    old, new = kept(now=NOW - timedelta(days=91)), kept()
    expire_mails(now=NOW)
    assert list(Mail.objects.all()) == [new]
    assert old != new


def test_a_failed_mail_is_sent_again(inbox):
    mail = kept()
    Mail.objects.update(state=Mail.State.FAILED, attempts=7)
    send_again(mail, by=worlds.make_user("admin"), now=NOW)
    deliver_mail(mail.pk, now=NOW)
    assert (fresh(mail).state, fresh(mail).attempts) == ("sent", 1)


@pytest.mark.parametrize(
    "fields", [{"state": "sent"}, {"state": "expired"}, {"state": "failed", "expires_at": NOW}]
)
def test_what_is_gone_cannot_be_sent_again(fields):
    mail = kept()
    Mail.objects.update(**fields)
    with pytest.raises(NothingToSend):
        send_again(mail, by=worlds.make_user("admin"), now=NOW)


def test_a_plain_mail_has_no_html(inbox):
    message = EmailMultiAlternatives("Perihal", "Isi", "w@example.id", ["a@example.id"])
    deliver_mail(keep_mail(message, now=NOW).pk, now=NOW)
    assert inbox.messages[0].get_content_type() == "text/plain"
