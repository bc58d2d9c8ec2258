"""The demonstration's page of mails, which are written to files instead of being sent."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from widya.demo.mailbox import find_mail, newest_mails
from widya.demo.views import mail_html


@pytest.fixture
def folder(tmp_path, settings):
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def write(subject, text="Halo – apa kabar?"):
    message = EmailMultiAlternatives(subject, text, "Widya <w@example.id>", ["siti@example.id"])
    message.attach_alternative(f"<p>{text}</p>", "text/html")
    get_connection("django.core.mail.backends.filebased.EmailBackend").send_messages([message])


def test_a_mail_is_read_as_its_reader_sees_it(folder):
    write("Aktifkan akun")
    (mail,) = newest_mails(folder)
    assert (mail.subject, mail.to) == ("Aktifkan akun", "siti@example.id")
    assert mail.text.strip() == "Halo – apa kabar?"
    assert mail.html.strip() == "<p>Halo – apa kabar?</p>"
    assert find_mail(folder, mail.name) == mail


def test_before_the_first_mail_there_are_none(tmp_path):
    assert newest_mails(tmp_path / "none") == []
    assert find_mail(tmp_path, "none") is None


def test_the_html_runs_no_script_whatever_it_says(folder):
    write("Perihal", "<script>jahat()</script>")
    (mail,) = newest_mails(folder)
    response = mail_html(RequestFactory().get("/"), mail.name)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_elsewhere_the_page_does_not_exist(client):
    with pytest.raises(NoReverseMatch):
        reverse("demo:mails")
