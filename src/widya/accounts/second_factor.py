"""Signing in with a second step: how django-allauth's app for it is set up."""

from collections.abc import Iterable
from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext_lazy as _

from widya.accounts.models import User
from widya.accounts.queries import SECOND_STEPS, has_second_step, needs_second_factor
from widya.organisation.queries import branding_for


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names the site in the person's authenticator app, and keeps staff from leaving it off."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Kode salah. Tulis kode yang sekarang tampil di aplikasi."),
        "cannot_delete_authenticator": _(
            "Ruang pengelola mewajibkan masuk dua langkah, jadi tidak dapat dimatikan."
        ),
    }

    def is_mfa_enabled(self, user: AbstractBaseUser, types: Iterable[str] | None = None) -> bool:
        """Tell whether the person has set up one of the types, or any; at sign-in, once asked."""
        if isinstance(user, User) and types is not None and set(types) == set(SECOND_STEPS):
            return has_second_step(user)
        return super().is_mfa_enabled(user, types)

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def get_totp_issuer(self) -> str:
        return branding_for(context.request).platform_name

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        user = authenticator.user
        return not (isinstance(user, User) and needs_second_factor(user))


class CodeFieldMixin(forms.BaseForm):
    """The field for six digits from the app."""

    label: Any = _("Kode dari aplikasi")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = self.label
        field.error_messages["required"] = _("Tulis kodenya.")
        field.widget.attrs.pop("placeholder", None)


class FirstCodeForm(CodeFieldMixin, ActivateTOTPForm):
    """Shows that the app knows the secret."""


class CodeForm(CodeFieldMixin, AuthenticateForm):
    """The second step of the sign-in; a recovery code will do too."""

    label = _("Kode dari aplikasi, atau kode cadangan")


class CodeAgainForm(CodeFieldMixin, CodeReauthenticateForm):
    """The code once more, before something that matters."""

    label = CodeForm.label


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        field.label, field.help_text = _("Password"), ""
        field.error_messages["required"] = _("Tulis password Anda.")
        field.widget.attrs.pop("placeholder", None)
