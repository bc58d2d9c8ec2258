"""Forms of the account pages."""

import re
from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from widya.accounts import human_check
from widya.accounts.identifiers import normalise_identifier
from widya.accounts.models import User
from widya.accounts.queries import find_account
from widya.organisation.queries import branding_for

PHONE = re.compile(r"\+?[0-9()\-. ]{6,}")


class LoginForm(AllauthLoginForm):
    """Sign-in with a human check: the site's own, or the one that the person prefers.

    A wrong check ends the attempt before any account is looked at.
    """

    check = forms.ChoiceField(
        choices=[(name, name) for name in human_check.FIELDS],
        widget=forms.HiddenInput,
        required=False,
    )

    def __init__(self, *args: Any, check: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen_check = self._choose_check(check)
        self.initial["check"] = self.chosen_check
        self.fields["human_check"] = human_check.FIELDS[self.chosen_check]()
        self.fields["login"].label = _("NIP/Username")
        self.fields["password"].label = _("Password")
        self.fields["login"].error_messages["required"] = _("Tulis NIP atau username Anda.")
        self.fields["password"].error_messages["required"] = _("Tulis password Anda.")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)

    @property
    def is_limited(self) -> bool:
        """Whether the attempt was refused because too many had failed."""
        return self.has_error(NON_FIELD_ERRORS, "too_many_login_attempts")

    def clean_login(self) -> str:
        return normalise_identifier(self.cleaned_data["login"])

    def clean(self) -> dict[str, Any]:
        try:
            super().clean()
        except forms.ValidationError as error:
            if error.code != "username_password_mismatch":
                raise
            self._say_what_is_wrong()
        if self.user and not self.user.is_active:
            self.add_error("login", _("Akun Anda belum diaktivasi"))
        return self.cleaned_data

    def _say_what_is_wrong(self) -> None:
        if find_account(self.cleaned_data["login"]):
            self.add_error("password", _("NIP atau Password salah!"))
        else:
            self.add_error("login", _("NIP belum terdaftar"))

    def _choose_check(self, check: str | None) -> str:
        wanted = check or self.data.get("check")
        return wanted if wanted in human_check.FIELDS else branding_for(self.request).human_check


class ChangePasswordForm(AllauthChangePasswordForm):
    """The old password once and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Password lama"),
            "password1": _("Password baru"),
            "password2": _("Ulangi password baru"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["password1"].help_text = _(
            "Paling sedikit 8 karakter dengan huruf besar, huruf kecil, dan angka; bukan password"
            " yang umum dipakai, dan tidak mirip dengan nama, username, atau email Anda."
        )


class ProfileForm(forms.ModelForm[User]):
    """What a person may change of their own data; the rest is the staff's."""

    class Meta:
        model = User
        fields = ("position", "phone")
        widgets = {"phone": forms.TextInput({"type": "tel", "autocomplete": "tel"})}

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError(
                _("Tulis nomor telepon dengan angka, misalnya 081234567890.")
            )
        return phone
