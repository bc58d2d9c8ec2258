"""What people type to be identified, as form fields; and passwords, with their rules."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from widya.accounts.identifiers import normalise_identifier
from widya.accounts.nip import Doubt, Fault, Nip, NipError, parse_nip, without_separators

FAULTS = {
    Fault.LENGTH: _("NIP terdiri dari 18 angka."),
    Fault.BIRTH_DATE: _("Delapan angka pertama NIP harus tanggal lahir: tahun, bulan, hari."),
}
DOUBTS = {
    Doubt.AGE: _("Periksa NIP: umur menurut tanggal lahirnya di luar 17–75 tahun."),
    Doubt.APPOINTMENT: _("Periksa NIP: tahun pengangkatannya tidak sesuai dengan tanggal lahir."),
    Doubt.SEX: _("Periksa NIP: angka ke-15 (jenis kelamin) bukan 1 atau 2."),
}
USERNAME = re.compile(r"[a-z][a-z0-9._\-]{2,29}")
PHONE = re.compile(r"\+?[0-9()\-. ]{6,}")
# Of the list that the component `c-new-password` shows beside the field.
RULES_ID = "password-rules"


def checked_nip(text: str) -> Nip:
    """Return what the NIP says; raise ``ValidationError`` for what is none."""
    try:
        return parse_nip(text)
    except NipError as error:
        raise forms.ValidationError(FAULTS[error.fault], code=error.fault) from None


class IdentifierField(forms.CharField):
    """“NIP/Username” of a known account, in the form in which identifiers are compared."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(
            label=_("NIP/Username"),
            max_length=150,
            widget=forms.TextInput(attributes),
            error_messages={"required": _("Tulis NIP atau username Anda.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        return normalise_identifier(super().to_python(value) or "")


class NewIdentifierField(IdentifierField):
    """“NIP/Username” of somebody new: a NIP, or a user name where one may choose it."""

    def __init__(self, *, must_be_nip: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.must_be_nip = must_be_nip

    def clean(self, value: Any) -> str:
        identifier: str = super().clean(value)
        if self.must_be_nip or without_separators(identifier).isdigit():
            return checked_nip(identifier).digits
        if not USERNAME.fullmatch(identifier):
            raise forms.ValidationError(
                _(
                    "Username terdiri dari 3–30 huruf tanpa spasi, angka, titik, garis bawah, atau"
                    " tanda hubung, dan diawali huruf."
                )
            )
        return identifier


class PhoneField(forms.CharField):
    """A telephone number as people write it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Nomor Telepon"),
            max_length=30,
            widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        phone: str = super().clean(value)
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError(
                _("Tulis nomor telepon dengan angka, misalnya 081234567890.")
            )
        return phone


class NewPasswordField(forms.CharField):
    """A password that is to be; the form checks it, who knows whose it is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            strip=False,
            max_length=128,
            widget=forms.PasswordInput(
                {"autocomplete": "new-password", "aria-describedby": RULES_ID}
            ),
            **kwargs,
        )
