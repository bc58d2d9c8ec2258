"""The staff's forms for accounts."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site
from wagtail.users import forms as wagtail_forms

from widya.accounts.actions import change_identifier, check_identifiers_are_free
from widya.accounts.errors import EmailTaken, IdentifierTaken
from widya.accounts.fields import DOUBTS, checked_nip
from widya.accounts.models import FormerIdentifier, User
from widya.accounts.queries import administered_roles, email_is_taken
from widya.organisation.unit_chooser import UnitChooser

PERSON_FIELDS = (
    "username",
    "name",
    "nip",
    "email",
    "phone",
    "unit",
    "workplace",
    "position",
    "rank",
    "employee_type",
    "employment_status",
    "joined_through",
)
RIGHTS_FIELDS = ("groups", "is_superuser")
WIDGETS = {"groups": forms.CheckboxSelectMultiple, "unit": UnitChooser}
# By these a person is known and reached: whoever corrects one says why.
REASONED_FIELDS = ("username", "nip", "email", "unit")


class ReviewForm(forms.Form):
    """Whether courses are reviewed."""

    is_on = forms.BooleanField(
        label=_("Kursus dapat diajukan untuk ditelaah"),
        help_text=_("Yang sedang ditelaah tetap dapat diselesaikan bila ini dimatikan."),
        required=False,
    )


class ReasonForm(forms.Form):
    """Why something is done; it is kept in the log."""

    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Disimpan dalam riwayat."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MergeForm(ReasonForm):
    """Which account goes into this one, and why.

    Attributes:
        find: tells which account a name stands for, of those that one may merge.
    """

    other = forms.CharField(
        label=_("NIP/Username akun kedua"),
        help_text=_("Akun ini akan ditutup; isinya pindah."),
        max_length=150,
    )
    field_order = ("other", "reason")

    def __init__(self, *args: Any, find: Callable[[str], User | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find = find

    def clean_other(self) -> User:
        found = self.find(self.cleaned_data["other"])
        if found is None:
            raise forms.ValidationError(_("Tidak ada akun lain dengan NIP atau username ini."))
        return found


class PersonFormMixin(forms.BaseModelForm):
    """What the forms for new and for known accounts have in common.

    What a person may give another is limited: nobody makes an administrator of a site that they do
    not administer themselves, or a superuser without being one.
    """

    doubts: tuple[Promise | str, ...] = ()

    def __init__(self, *args: Any, for_user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.for_user = for_user
        if not for_user.is_superuser:
            self._limit_to_own_sites()

    def clean_nip(self) -> str | None:
        if not self.cleaned_data["nip"]:
            return None
        nip = checked_nip(self.cleaned_data["nip"])
        self.doubts = tuple(DOUBTS[each] for each in nip.doubts(today=timezone.localdate()))
        return nip.digits

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name in FormerIdentifier.Kind.values:
            try:
                check_identifiers_are_free(self.cleaned_data.get(name), except_for=self.instance)
            except IdentifierTaken as error:
                self.add_error(name, error.message)
        email = self.cleaned_data.get("email") if "email" in self.changed_data else ""
        if email and email_is_taken(email, except_for=self.instance):
            self.add_error("email", EmailTaken.message)
        return self.cleaned_data

    def _limit_to_own_sites(self) -> None:
        roles = administered_roles(self.for_user)
        self.fields.pop("is_superuser", None)
        choices: dict[str, Any] = self.fields
        if "groups" not in choices:
            return
        choices["groups"].queryset = Group.objects.filter(site_role__in=roles)
        choices["joined_through"].queryset = Site.objects.filter(roles__in=roles).distinct()


class PersonCreationForm(PersonFormMixin, wagtail_forms.UserCreationForm):
    """A new account; its owner makes the password by the way that a mail shows."""

    password_enabled = False
    first_name = None
    last_name = None
    nip = forms.CharField(label=_("NIP"), max_length=30, required=False, empty_value=None)

    class Meta:
        model = User
        fields = (*PERSON_FIELDS, *RIGHTS_FIELDS)
        widgets = WIDGETS

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 - Django's signature
        self.instance.activated_at = timezone.now()
        self.instance.set_unusable_password()
        user: User = super().save(commit)
        return user

    def _limit_to_own_sites(self) -> None:
        super()._limit_to_own_sites()
        # Without it the new account would at once be out of its maker's reach.
        self.fields["joined_through"].required = True


class KnownPersonMixin(PersonFormMixin):
    """A known account; a changed user name or NIP is kept in its history.

    Who signs in by the NIP does so by the corrected one: the wrong one is another person's.
    """

    def clean(self) -> dict[str, Any]:
        super().clean()
        if set(self.changed_data) & set(REASONED_FIELDS) and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Tulis alasan mengganti username, NIP, email, atau unit."))
        return self.cleaned_data

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 - Django's signature
        changed = self._changed_identifiers()
        for name in changed:
            setattr(self.instance, name, self.initial[name])
        user: User = super().save(commit)
        for name, value in changed.items():
            change_identifier(user, kind=name, value=value, by=self.for_user, now=timezone.now())
        return user

    def _changed_identifiers(self) -> dict[str, str]:
        names = [name for name in FormerIdentifier.Kind.values if name in self.changed_data]
        changed = {name: self.cleaned_data[name] or "" for name in names}
        is_user_name = self.initial["username"] == self.initial["nip"]
        if changed.get("nip") and is_user_name and "username" not in changed:
            changed["username"] = changed["nip"]
        return changed


def _reason_of_correction() -> forms.CharField:
    return forms.CharField(
        label=_("Alasan"),
        help_text=_("Wajib bila username, NIP, email, atau unit diganti. Disimpan dalam riwayat."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PersonEditForm(KnownPersonMixin, wagtail_forms.UserForm):
    """All that a site's administrator may change; to shut an account is an act of its own."""

    password_enabled = False  # it is its owner's: the staff send the way to a new one
    first_name = None
    last_name = None
    nip = forms.CharField(label=_("NIP"), max_length=30, required=False, empty_value=None)
    reason = _reason_of_correction()

    class Meta:
        model = User
        fields = (*PERSON_FIELDS, *RIGHTS_FIELDS)
        widgets = WIDGETS

    def __init__(self, *args: Any, editing_self: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if editing_self:
            self.fields.pop("is_superuser", None)


class CorrectionForm(KnownPersonMixin, forms.ModelForm[User]):
    """All that the help desk may change: what a person is known and reached by."""

    nip = forms.CharField(label=_("NIP"), max_length=30, required=False, empty_value=None)
    reason = _reason_of_correction()

    class Meta:
        model = User
        fields = (*REASONED_FIELDS, "workplace")
        widgets = WIDGETS

    def __init__(self, *args: Any, editing_self: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
