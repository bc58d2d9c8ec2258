"""A mail server on this machine, and what it received."""

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from tools.serve import free_port

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Inbox(Message):
    """Keeps what the server received; refuses the addresses that it is told to."""

    def __init__(self):
        super().__init__()
        self.messages = []
        self.refusal = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message):
        self.messages.append(message)


@pytest.fixture
def inbox(settings):
    """Return what a mail server on this machine receives; mails are delivered to it."""
    inbox, port = Inbox(), free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAIL_DELIVERY_BACKEND = SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield inbox
    controller.stop()
