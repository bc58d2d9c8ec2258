"""The two steps of the registration, and the request for another activation link."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from widya.accounts.actions import Registration
from widya.accounts.errors import IdentifierTaken
from widya.accounts.fields import (
    DOUBTS,
    IdentifierField,
    NewIdentifierField,
    NewPasswordField,
    PhoneField,
)
from widya.accounts.models import User
from widya.accounts.nip import Nip, is_nip, is_nip_like, parse_nip
from widya.accounts.protected_forms import HumanCheckMixin, LimitedMixin
from widya.accounts.queries import find_account
from widya.organisation.fields import UnitSearchField, UnitSearchMixin
from widya.organisation.queries import Document, branding_for, settings_for, site_for


class EmployeeTypeForm(forms.Form):
    """Step 1: who registers."""

    employee_type = forms.ChoiceField(
        label=_("Tipe Pegawai"),
        choices=User.EmployeeType.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih tipe pegawai.")},
    )


class RegistrationForm(UnitSearchMixin, HumanCheckMixin, LimitedMixin, forms.Form):
    """Step 2: the person's data, for an employee of the ministry or for somebody from outside.

    Attributes:
        request: whose site says who may register, and what is to be accepted.
        doubts: what is odd about the NIP; known when the form is valid.
        way_out: ``taken`` where an account has the NIP or user name, perhaps the person's own.
    """

    way_out = ""

    unit = UnitSearchField(label=_("Unit Pusat/Unit Kerja"))
    workplace = forms.CharField(
        label=_("Unit Pusat/Unit Kerja"),
        max_length=200,
        help_text=_("Instansi dan unit tempat Anda bekerja."),
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    name = forms.CharField(
        label=_("Nama Lengkap"),
        max_length=160,
        help_text=_("Dengan gelar, seperti yang akan tercetak di sertifikat."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Alamat Email"),
        help_text=_("Tautan aktivasi dikirim ke alamat ini."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = PhoneField()
    position = forms.CharField(
        label=_("Jabatan"),
        max_length=160,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    password1 = NewPasswordField(label=_("Password"))
    password2 = NewPasswordField(label=_("Konfirmasi Password"))
    field_order = ("unit", "workplace", "name", "identifier", "email", "phone", "position")

    def __init__(self, *args: Any, request: HttpRequest, employee_type: str, **kwargs: Any) -> None:
        self.employee_type = employee_type
        super().__init__(*args, **kwargs)
        self.request = request
        self.is_internal = employee_type == User.EmployeeType.INTERNAL
        self.documents = branding_for(request).documents
        self._fit_to_employee_type()
        if self.documents:
            self.fields["is_accepted"] = self._acceptance_field()
        self.add_human_check(request)
        self.order_fields(self.field_order)

    @property
    def doubts(self) -> list[Promise | str]:
        """What is odd about the NIP; none without one."""
        nip = self._nip()
        return [DOUBTS[each] for each in nip.doubts(today=timezone.localdate())] if nip else []

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        settings = settings_for(site_for(self.request))
        if not settings.lets_register(email):
            raise forms.ValidationError(
                _("Di situs ini hanya alamat email dari %(domains)s yang dapat mendaftar."),
                params={"domains": ", ".join(settings.email_domains)},
            )
        return email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_password()
        if not self.errors:
            self.count("signup_account", cleaned["identifier"])
            self._check_identifier()
        return cleaned

    def settle_nip(self, text: str, *, help_text: Any) -> None:
        """Fill in a NIP that somebody else vouches for, for good unless it is none."""
        self.initial.setdefault("identifier", text)
        if is_nip(text):
            self.fields["identifier"].disabled = True
            self.fields["identifier"].help_text = help_text

    def wish(self) -> Registration:
        """Return what the person wants to register."""
        data, nip = self.cleaned_data, self._nip()
        profile = {name: data[name] for name in ("name", "phone", "position")}
        place = "unit" if self.is_internal else "workplace"
        return Registration(
            username=data["identifier"],
            email=data["email"],
            password=data["password1"],
            profile={
                **profile,
                place: data[place],
                "nip": nip.digits if nip else None,
                "employee_type": self.employee_type,
                "employment_status": _employment_status(nip),
            },
            accepted=Page.objects.filter(pk__in=[each.pk for each in self.documents]),
        )

    def _fit_to_employee_type(self) -> None:
        self.fields["identifier"] = NewIdentifierField(must_be_nip=self.is_internal)
        if self.is_internal:
            del self.fields["workplace"]
            below = branding_for(self.request).unit_place
            self.fields["unit"] = UnitSearchField(label=_("Unit Pusat/Unit Kerja"), below=below)
            self.fields["identifier"].help_text = _("NIP: 18 angka, boleh dengan spasi.")
        else:
            del self.fields["unit"]
            self.fields["identifier"].help_text = _(
                "NIP (18 angka) bila ada, atau username pilihan Anda."
            )

    def _acceptance_field(self) -> forms.BooleanField:
        return forms.BooleanField(
            label=_acceptance_label(self.documents),
            error_messages={"required": _("Anda perlu menyetujuinya untuk mendaftar.")},
        )

    def _check_password(self) -> None:
        password, again = (self.cleaned_data.get(name) for name in ("password1", "password2"))
        if password and again and password != again:
            self.add_error("password2", _("Kedua password tidak sama."))
        if password:
            try:
                validate_password(password, self._person())
            except forms.ValidationError as error:
                self.add_error("password1", error)

    def _person(self) -> User:
        data = self.cleaned_data
        identifier = data.get("identifier", "")
        return User(username=identifier, name=data.get("name", ""), email=data.get("email", ""))

    def _check_identifier(self) -> None:
        known = find_account(self.cleaned_data["identifier"])
        if known and not known.awaits_activation:
            self.add_error("identifier", IdentifierTaken.message)
            self.way_out = "taken"

    def _nip(self) -> Nip | None:
        identifier = self.cleaned_data["identifier"]
        return parse_nip(identifier) if is_nip_like(identifier) else None


class ResendForm(HumanCheckMixin, LimitedMixin, forms.Form):
    """“Kirim Ulang Aktivasi”: who asks, and which address they had given.

    Attributes:
        user: the account that waits for activation and has this address; None for any other.
    """

    identifier = IdentifierField()
    email = forms.EmailField(
        label=_("Alamat Email"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": _("Tulis alamat email Anda.")},
    )
    user: User | None = None
    limited_action = "resend_activation_account"

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.add_human_check(request)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self.count(self.limited_action, cleaned["identifier"])
            known = find_account(cleaned["identifier"])
            if known and known.email.lower() == cleaned["email"].lower() and self.fits(known):
                self.user = known
        return cleaned

    def fits(self, user: User) -> bool:
        """Tell whether the request makes sense for the account."""
        return user.awaits_activation


def _acceptance_label(documents: Iterable[Document]) -> SafeString:
    link = '<a class="text-link" href="{}" target="_blank">{}</a>'
    targets = ((document.url, document.title) for document in documents)
    names = format_html_join(gettext(" dan "), link, targets)
    return format_html(gettext("Saya sudah membaca dan menyetujui {}"), names)


def _employment_status(nip: Nip | None) -> str:
    if nip is None:
        return User.EmploymentStatus.OTHER
    return User.EmploymentStatus.PPPK if nip.is_pppk else User.EmploymentStatus.PNS
