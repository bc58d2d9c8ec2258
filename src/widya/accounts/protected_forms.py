"""What the forms have in common that anybody on the net may send.

They ask for a human check, the site's own or the one that the person prefers, and may be sent a few
times an hour for one account. Whatever is wrong, what was typed stays, except passwords.
"""

from copy import copy
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from widya.accounts import human_check
from widya.organisation.queries import branding_for

TOO_MANY_REQUESTS = "too_many_requests"


class HumanCheckMixin(forms.BaseForm):
    """Asks for a human check; with ``show`` in its data the form only shows another one."""

    chosen_check: str

    def add_human_check(self, request: HttpRequest) -> None:
        """Add the fields; to be called when the others are there, so that they come last."""
        typed = self.data
        wanted = typed.get("show") or typed.get("check")
        default = branding_for(request).human_check
        self.chosen_check = wanted if wanted in human_check.FIELDS else default
        if isinstance(typed, MultiValueDict) and typed.get("check") != self.chosen_check:
            self.data = data = copy(typed)
            data["check"] = self.chosen_check
        self.fields["check"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=self.chosen_check
        )
        self.fields["human_check"] = human_check.FIELDS[self.chosen_check]()

    @property
    def is_check_change(self) -> bool:
        """Whether the form was sent to see another picture, or the other check."""
        return "show" in self.data

    def full_clean(self) -> None:
        if not self.is_check_change:
            super().full_clean()
            return
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    def is_valid(self) -> bool:
        return not self.is_check_change and super().is_valid()


class LimitedMixin(forms.BaseForm):
    """Counts for the account that the form names, whether or not there is one."""

    request: HttpRequest
    limit_codes: tuple[str, ...] = (TOO_MANY_REQUESTS,)
    limit_seconds = 3600

    @property
    def is_limited(self) -> bool:
        """Whether the form was refused because it was sent too often."""
        return any(self.has_error(NON_FIELD_ERRORS, code) for code in self.limit_codes)

    def count(self, action: str, identifier: str) -> None:
        """Count one more use; raise ``ValidationError`` beyond ``ACCOUNT_RATE_LIMITS[action]``."""
        if not ratelimit.consume(self.request, action=action, key=identifier):
            raise forms.ValidationError(
                _("Terlalu sering untuk akun ini. Tunggu paling lama 1 jam, lalu coba lagi."),
                code=TOO_MANY_REQUESTS,
            )
