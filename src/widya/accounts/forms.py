"""Forms of the account pages."""

from typing import Any, cast

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from widya.accounts.fields import RULES_ID, PhoneField
from widya.accounts.identifiers import normalise_identifier
from widya.accounts.models import User
from widya.accounts.photos import PhotoError, square_photo
from widya.accounts.protected_forms import HumanCheckMixin, LimitedMixin
from widya.accounts.queries import find_account


class LoginForm(HumanCheckMixin, LimitedMixin, AllauthLoginForm):
    """Sign-in. A wrong human check ends the attempt before any account is looked at.

    Attributes:
        way_out: where the person who was refused can help themselves: the name of an address, or
            ``contact``.
    """

    limit_codes = ("too_many_login_attempts",)
    limit_seconds = 300
    way_out = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_human_check(self.request)
        self.fields["login"].label = _("NIP/Username")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["login"].error_messages["required"] = _("Tulis NIP atau username Anda.")
        self.fields["password"].error_messages["required"] = _("Tulis password Anda.")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)

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
            self._refuse_inactive(cast("User", self.user))
        return self.cleaned_data

    def _say_what_is_wrong(self) -> None:
        if find_account(self.cleaned_data["login"]):
            self.add_error("password", _("NIP atau Password salah!"))
            self.way_out = "account_reset_password"
        else:
            self.add_error("login", _("NIP belum terdaftar"))
            self.way_out = "account_signup"

    def _refuse_inactive(self, user: User) -> None:
        if user.awaits_activation:
            self.add_error("login", _("Akun Anda belum diaktivasi"))
            self.way_out = "account_resend_activation"
        else:
            self.add_error("login", _("Akun Anda dinonaktifkan. Hubungi pengelola situs."))
            self.way_out = "contact"


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
        self.fields["oldpassword"].help_text = self.fields["password1"].help_text = ""
        self.fields["password1"].widget.attrs["aria-describedby"] = RULES_ID


class ProfileForm(forms.ModelForm[User]):
    """What a person may change of their own data; the rest is the staff's."""

    phone = PhoneField(required=False)

    class Meta:
        model = User
        fields = ("workplace", "position", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.employee_type == User.EmployeeType.INTERNAL:
            del self.fields["workplace"]  # the staff place employees in the tree of units
        else:
            self.fields["workplace"].required = True


def _slider(label: Any, least: int, most: int, initial: int) -> forms.IntegerField:
    widget = forms.NumberInput({"type": "range", "min": least, "max": most})
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, initial=initial, widget=widget
    )


class PhotoForm(forms.Form):
    """A picture and the square of it that is to be the photo.

    Attributes:
        content: the photo; known when the form is valid.
    """

    MOST_BYTES = 5 * 1024 * 1024
    content: bytes

    photo = forms.FileField(
        label=_("Foto"),
        help_text=_("JPG, PNG, atau WebP, paling besar 5 MB."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": _("Pilih sebuah gambar.")},
    )
    across = _slider(_("Geser ke samping"), 0, 100, 50)
    down = _slider(_("Geser ke bawah"), 0, 100, 50)
    zoom = _slider(_("Perbesar"), 100, 300, 100)

    def clean_photo(self) -> UploadedFile:
        photo: UploadedFile = self.cleaned_data["photo"]
        if (photo.size or 0) > self.MOST_BYTES:
            raise forms.ValidationError(_("Gambar lebih besar dari 5 MB. Pilih yang lebih kecil."))
        return photo

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            where = {name: cleaned[name] for name in ("across", "down", "zoom")}
            try:
                self.content = square_photo(cleaned["photo"], **where)
            except PhotoError:
                self.add_error("photo", _("Berkas ini bukan gambar JPG, PNG, atau WebP yang utuh."))
        return cleaned


class ChangeEmailForm(LimitedMixin, forms.Form):
    """The new address, and the password, so that a screen left open gives no account away."""

    email = forms.EmailField(
        label=_("Alamat email baru"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": _("Tulis alamat email Anda.")},
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": _("Tulis password Anda.")},
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": "email"})
        self.request, self.user = request, cast("User", request.user)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email.lower() == self.user.email.lower():
            raise forms.ValidationError(_("Ini sudah alamat email Anda."))
        return email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self.count("change_email_account", str(self.user.pk))
            if not self.user.check_password(cleaned["password"]):
                self.add_error("password", _("Password tidak cocok."))
        return cleaned
