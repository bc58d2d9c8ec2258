"""How django-allauth's flows are set up for the platform."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Registration is closed: accounts are made by the staff."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _(
            "Terlalu banyak percobaan yang gagal. Tunggu paling lama 5 menit, lalu coba lagi."
        ),
        "enter_current_password": _("Password lama tidak cocok."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
