"""What the staff do about one account: each act asks for the reason first."""

from typing import Any, cast

from allauth.mfa.utils import is_mfa_enabled
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from widya.accounts import actions
from widya.accounts.models import User
from widya.accounts.permissions import people_of_staff
from widya.accounts.staff_forms import ReasonForm
from widya.core.staff_acts import ActView
from widya.organisation.queries import site_for

State = User.AccountState


class PersonActView(ActView):
    """Does something about an account."""

    model = User
    form_class: Any = ReasonForm
    index_label = _("Pengguna")
    index_url_name = "wagtailusers_users:index"

    def get_queryset(self) -> QuerySet[User]:
        """Return the accounts that one may do this to: never one's own."""
        staff = cast("User", self.request.user)
        return people_of_staff(staff, cast("str", self.permission_required)).exclude(pk=staff.pk)

    @classmethod
    def suits(cls, person: User) -> bool:
        """Tell whether the account is in a state for it."""
        raise NotImplementedError

    def get_success_url(self) -> str:
        return reverse("wagtailusers_users:inspect", args=[self.object.pk])

    @property
    def site(self) -> Site:
        """Whose look the person's mail has."""
        return self.object.joined_through or site_for(self.request)


class ResendActivationView(PersonActView):
    name = "send-activation"
    permission_required = "help"
    page_title = _("Kirim ulang aktivasi")
    header_icon = "mail"
    explanation = _("Tautan baru dikirim ke alamat email akun; tautan lama tidak berlaku lagi.")

    @classmethod
    def suits(cls, person: User) -> bool:
        return person.account_state == State.WAITING

    def act(self, **given: Any) -> str:
        actions.resend_activation(self.object, site=self.site, **given)
        return gettext("Mail aktivasi dikirim.")


class InviteToResetView(PersonActView):
    name = "send-reset"
    permission_required = "help"
    page_title = _("Kirim reset password")
    header_icon = "key"
    explanation = _(
        "Pemilik akun menerima mail yang menuntunnya ke halaman Lupa Password. Passwordnya tetap"
        " berlaku sampai ia membuat yang baru."
    )

    @classmethod
    def suits(cls, person: User) -> bool:
        return person.account_state == State.ACTIVE

    def act(self, **given: Any) -> str:
        actions.invite_to_reset(self.object, site=self.site, **given)
        return gettext("Mail reset password dikirim.")


class ResetSecondFactorView(PersonActView):
    name = "reset-second-factor"
    permission_required = "change"
    page_title = _("Matikan masuk dua langkah")
    header_icon = "lock-open"
    explanation = _(
        "Untuk orang yang kehilangan ponsel dan kode cadangannya. Pastikan dahulu bahwa memang ia"
        " yang meminta; ia diberi tahu lewat mail."
    )

    @classmethod
    def suits(cls, person: User) -> bool:
        return bool(is_mfa_enabled(person))

    def act(self, **given: Any) -> str:
        actions.reset_second_factor(self.object, site=self.site, **given)
        return gettext("Masuk dua langkah dimatikan.")


class DeactivateView(PersonActView):
    name = "deactivate"
    permission_required = "change"
    page_title = _("Nonaktifkan")
    header_icon = "cross"
    explanation = _("Akun tidak dapat dipakai lagi dan dikeluarkan dari semua perangkat.")

    @classmethod
    def suits(cls, person: User) -> bool:
        return person.account_state == State.ACTIVE

    def act(self, **given: Any) -> str:
        actions.deactivate_account(self.object, **given)
        return gettext("Akun dinonaktifkan.")


class ReactivateView(PersonActView):
    name = "reactivate"
    permission_required = "change"
    page_title = _("Aktifkan")
    header_icon = "check"
    explanation = _("Pemilik akun dapat masuk lagi dengan passwordnya.")

    @classmethod
    def suits(cls, person: User) -> bool:
        return not person.is_active and bool(person.email)

    def act(self, **given: Any) -> str:
        actions.reactivate_account(self.object, **given)
        return gettext("Akun diaktifkan.")


ACTS: tuple[type[PersonActView], ...] = (
    ResendActivationView,
    InviteToResetView,
    ResetSecondFactorView,
    DeactivateView,
    ReactivateView,
)
