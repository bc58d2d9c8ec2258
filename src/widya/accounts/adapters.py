"""How django-allauth's flows are set up for the platform."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from widya.accounts import mails
from widya.accounts.queries import email_is_taken
from widya.organisation.queries import site_for


class AccountAdapter(DefaultAccountAdapter):
    """Sends mails as the site's; allauth's own registration is closed, ours takes its place."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _(
            "Terlalu banyak percobaan yang gagal. Tunggu paling lama 5 menit, lalu coba lagi."
        ),
        "enter_current_password": _("Password lama tidak cocok."),
        "incorrect_code": _("Kode salah. Periksa lagi kode di mail terbaru dari kami."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the visitor's address, found once for all the limits that count for it."""
        known: str | None = getattr(request, "client_ip", None)
        if known is None:
            known = request.client_ip = super().get_client_ip(request)  # type: ignore[attr-defined]
        return known

    def get_login_stages(self) -> list[str]:
        """Return what may come after the password: the second step, nothing by phone or mail."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Say nothing to who signs in: the page that follows shows it."""
        if message_template != "account/messages/logged_in.txt":
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mails.send(template_prefix, email, context, site=site_for(self.request), now=timezone.now())

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Refuse an address that another account has come to have meanwhile."""
        if email_is_taken(email_address.email, except_for=email_address.user):
            template = "account/messages/email_confirmation_failed.txt"
            self.add_message(request, messages.ERROR, template, {"email": email_address.email})
            return False
        return bool(super().confirm_email(request, email_address))

    def forget_failed_sign_ins(self, request: HttpRequest, identifiers: list[str]) -> None:
        """Let who has just proved to own the account sign in, after however many wrong passwords.

        allauth does so for addresses; people sign in here by what identifies them.
        """
        for identifier in identifiers:
            self._delete_login_attempts_cached_email(request, username=identifier)
