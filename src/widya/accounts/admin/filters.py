"""How the staff narrow the list of accounts."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.widgets.boolean_radio_select import BooleanRadioSelect

from widya.accounts.models import SiteRole, User
from widya.organisation.queries import unit_entries, unit_entry

STATES: dict[str, dict[str, Any]] = {
    User.AccountState.ACTIVE: {"is_active": True},
    User.AccountState.WAITING: {"is_active": False, "activated_at": None},
    User.AccountState.CLOSED: {"is_active": False, "activated_at__isnull": False},
}


def unit_choices() -> list[tuple[int, str]]:
    return [(unit.pk, unit.full_name) for unit in unit_entries()]


class PersonFilterSet(WagtailFilterSet):
    """By state, role, unit with all below it, and the last sign-in."""

    state = django_filters.ChoiceFilter(
        label=_("Keadaan"), choices=User.AccountState, method="filter_state"
    )
    role = django_filters.ChoiceFilter(
        label=_("Peran"), choices=SiteRole.Role, method="filter_role"
    )
    unit = django_filters.ChoiceFilter(
        label=_("Unit kerja dan di bawahnya"), choices=unit_choices, method="filter_unit"
    )
    last_login = django_filters.DateFromToRangeFilter(
        label=_("Terakhir masuk"), widget=DateRangePickerWidget
    )
    never_signed_in = django_filters.BooleanFilter(
        field_name="last_login",
        lookup_expr="isnull",
        label=_("Belum pernah masuk"),
        widget=BooleanRadioSelect,
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def filter_state(self, people: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return people.filter(**STATES[value])

    def filter_role(self, people: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        with_role = SiteRole.objects.filter(role=value).values("group__user")
        return people.filter(pk__in=with_role.exclude(group__user=None))

    def filter_unit(self, people: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        unit = unit_entry(int(value))
        return people.filter(unit__path__startswith=unit.place) if unit else people.none()
