"""What is asked of somebody who comes from the provider for the first time."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from widya.accounts.models import User
from widya.accounts.protected_forms import HumanCheckMixin, LimitedMixin
from widya.accounts.registration_forms import RegistrationForm
from widya.sso.identity import Identity


class LinkForm(HumanCheckMixin, LimitedMixin, forms.Form):
    """The password of the account that was found: the provider's word alone opens none.

    Wrong ones count together with those of the sign-in page.
    """

    limit_codes = ("too_many_login_attempts",)
    limit_seconds = 300

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": _("Tulis password Anda.")},
    )

    def __init__(self, *args: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user
        self.add_human_check(request)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            who = get_adapter().authenticate(
                self.request, username=self.user.username, password=cleaned["password"]
            )
            if who != self.user:
                self.add_error("password", _("Password tidak cocok."))
        return cleaned


class IdentityRegistrationForm(RegistrationForm):
    """The registration's second step, with what the provider knows filled in.

    An address that it has verified cannot be changed here, and needs no mail to confirm it. Nor
    can a NIP: who is known by one there could take another person's.
    """

    def __init__(self, *args: Any, identity: Identity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"name": identity.name, **self.initial}
        if identity.email:
            self.initial["email"] = identity.email
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("Sudah dipastikan oleh penyedia identitas.")
        self.settle_nip(identity.nip, help_text=_("Sudah dipastikan oleh penyedia identitas."))
