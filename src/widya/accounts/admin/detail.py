"""One account: what is kept of the person, what was done about it, and what may be done."""

from datetime import datetime
from typing import Any, cast

from allauth.mfa.utils import is_mfa_enabled
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, Table
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from widya.accounts.admin.merging import ALL_ACTS
from widya.accounts.models import FormerIdentifier, SiteRole, User
from widya.accounts.permissions import people_of_staff
from widya.organisation.queries import unit_entry

LABELS = {
    "account_state": _("Keadaan"),
    "roles": _("Peran"),
    "second_factor": _("Masuk dua langkah"),
    "merged_accounts": _("Akun yang digabung ke sini"),
    "last_login": _("Terakhir masuk"),
    "date_joined": _("Terdaftar"),
}
FIELDS = (
    "account_state",
    "username",
    "nip",
    "name",
    "email",
    "phone",
    "employee_type",
    "employment_status",
    "unit",
    "workplace",
    "position",
    "rank",
    "joined_through",
    "roles",
    "second_factor",
    "merged_into",
    "merged_accounts",
    "last_login",
    "date_joined",
)
SHOWN_LOG_ENTRIES = 20
EMPTY = "–"


class DetailView(generic.InspectView):
    """The person's data; for who may help also the history, and the acts that suit the account."""

    any_permission_required = ["view"]
    page_title = _("Akun")
    template_name = "accounts/admin/person.html"
    header_icon = "user"

    def get_object(self, queryset: QuerySet[User] | None = None) -> User:
        own = people_of_staff(self.staff).select_related("unit", "joined_through")
        return get_object_or_404(own, pk=self.pk)

    @property
    def staff(self) -> User:
        return cast("User", self.request.user)

    def get_edit_url(self) -> str | None:
        return super().get_edit_url() if "help" in self.allowed else None

    def get_delete_url(self) -> None:
        """Accounts are shut, not deleted; who may delete one does it from the list."""

    def get_field_label(self, field_name: str, field: Any) -> Any:
        return LABELS.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, datetime):
            return localize(timezone.localtime(value))
        return EMPTY if value in {None, ""} else value

    def get_account_state_display_value(self) -> Any:
        return self.object.account_state.label

    def get_unit_display_value(self) -> str:
        unit = unit_entry(self.object.unit_id) if self.object.unit_id else None
        return unit.full_name if unit else EMPTY

    def get_roles_display_value(self) -> str:
        roles = SiteRole.objects.filter(group__user=self.object).select_related("site", "group")
        return ", ".join(role.group.name for role in roles) or EMPTY

    def get_merged_accounts_display_value(self) -> str:
        return ", ".join(each.username for each in self.object.merged_accounts.all()) or EMPTY

    def get_second_factor_display_value(self) -> str:
        return gettext("Aktif") if is_mfa_enabled(self.object) else gettext("Tidak aktif")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if self.object == self.staff:
            return []
        return [
            HeaderButton(
                view.page_title,
                url=reverse(f"wagtailusers_users:{view.name}", args=[self.object.pk]),
                icon_name=view.header_icon,
            )
            for view in ALL_ACTS
            if view.permission_required in self.allowed and view.suits(self.object)
        ]

    @cached_property
    def allowed(self) -> set[str]:
        """What one may do besides looking."""
        return {
            action
            for action in ("help", "change")
            if self.user_has_permission(action)
            and people_of_staff(self.staff, action).filter(pk=self.object.pk).exists()
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tables = self.tables() if "help" in self.allowed else []
        return {**super().get_context_data(**kwargs), "tables": tables}

    def tables(self) -> list[Table]:
        """Return what is kept beside the account itself; apps above add theirs by the hook."""
        person = self.object
        added = [hook(person) for hook in hooks.get_hooks("register_person_tables")]
        return [table for table in (former_table(person), *added, log_table(person)) if table.data]


def former_table(person: User) -> Table:
    """Return the table of what the account was named before."""
    former = FormerIdentifier.objects.filter(user=person).select_related("changed_by")
    columns = [
        Column("get_kind_display", label=_("Jenis")),
        Column("value", label=_("Dahulu")),
        DateColumn("changed_at", label=_("Diganti")),
        Column("changed_by", label=_("Oleh")),
    ]
    return Table(columns, former.order_by("-changed_at", "-pk"), caption=_("Identitas lama"))


def log_table(person: User) -> Table:
    """Return the table of what the staff did last."""
    entries: QuerySet[ModelLogEntry] = registry.get_logs_for_instance(person)
    columns = [
        Column("message", label=_("Tindakan"), accessor="formatter.message"),
        Column("comment", label=_("Alasan")),
        Column("user", label=_("Oleh"), accessor="user_display_name"),
        DateColumn("timestamp", label=_("Tanggal")),
    ]
    last = entries.select_related("user", "content_type").order_by("-timestamp", "-pk")
    return Table(columns, last[:SHOWN_LOG_ENTRIES], caption=_("Riwayat tindakan pengelola"))
