"""The form that asks for erasure."""

from typing import Any, cast

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from widya.accounts.models import User

TOO_MANY_REQUESTS = "too_many_requests"
CONFIRMATION = _("HAPUS DATA SAYA")


class ErasureForm(forms.Form):
    """The password, so that a screen left open erases nothing, and a sentence against haste."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": _("Tulis password Anda.")},
    )
    confirmation = forms.CharField(
        label=_("Tulis: HAPUS DATA SAYA"),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Tulis kalimat ini untuk memastikan.")},
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, cast("User", request.user)

    @property
    def is_limited(self) -> bool:
        """Whether the form was refused because it was sent too often."""
        return self.has_error("password", TOO_MANY_REQUESTS)

    def clean_password(self) -> str:
        key = str(self.user.pk)
        if not ratelimit.consume(self.request, action="erase_account", key=key):
            raise forms.ValidationError(
                _("Terlalu sering untuk akun ini. Tunggu paling lama 1 jam, lalu coba lagi."),
                code=TOO_MANY_REQUESTS,
            )
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("Password tidak cocok."))
        return password

    def clean_confirmation(self) -> str:
        typed: str = self.cleaned_data["confirmation"]
        if " ".join(typed.split()).upper() != str(CONFIRMATION).upper():
            raise forms.ValidationError(
                _("Belum sama. Tulis: %(sentence)s"), params={"sentence": CONFIRMATION}
            )
        return typed
