"""The two steps to a new password: who asks, then the code from the mail."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset import reset_password
from allauth.account.internal.flows.password_reset_by_code import PasswordResetVerificationProcess
from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from widya.accounts.fields import NewPasswordField
from widya.accounts.models import User
from widya.accounts.protected_forms import LimitedMixin
from widya.accounts.registration_forms import ResendForm


class RequestResetForm(ResendForm):
    """“Lupa Password”: asked alike, whether or not name and address fit one account.

    Who has not activated the account yet has to do that first.
    """

    limited_action = "reset_password_account"

    def fits(self, user: User) -> bool:
        return user.is_active or user.awaits_activation


class NewPasswordForm(LimitedMixin, forms.Form):
    """The code and the new password. Who has no account here meets a form that never fits."""

    code = forms.CharField(
        label=_("Kode dari mail"),
        help_text=_("Enam angka, berlaku 15 menit dan sekali pakai."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Tulis kode dari mail.")},
    )
    password1 = NewPasswordField(label=_("Password baru"))
    password2 = NewPasswordField(label=_("Ulangi password baru"))

    def __init__(
        self,
        *args: Any,
        request: HttpRequest,
        process: PasswordResetVerificationProcess,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.process = request, process

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        # Not against the account's own data: strangers would learn from the answer who has one.
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, again = cleaned.get("password1"), cleaned.get("password2")
        if first and again and first != again:
            self.add_error("password2", _("Kedua password tidak sama."))
        if not self.errors:
            # Sessions count guesses too, but not those that come at the same moment.
            self.count("reset_password_code", self.process.state["email"])
            self._check_code()
        return cleaned

    def save(self) -> None:
        """Set the password; the code is used up."""
        self.process.confirm_code()
        reset_password(cast("User", self.process.user), self.cleaned_data["password1"])

    def _check_code(self) -> None:
        user = cast("User | None", self.process.user)
        if user is None or not compare_user_code(
            actual=self.cleaned_data["code"], expected=self.process.code
        ):
            self.process.record_invalid_attempt()
            self.add_error("code", get_adapter().validation_error("incorrect_code"))
            return
        try:
            validate_password(self.cleaned_data["password1"], user)
        except forms.ValidationError as error:
            self.add_error("password1", error)
