"""“Daftar Pelatihan” of a person: the three tabs."""

from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from widya.accounts.models import User
from widya.learning.models import Enrolment
from widya.learning.queries import enrolments_for
from widya.portal.queries import Standing


class Tab(StrEnum):
    """A tab of the list; its value stands in the address."""

    ENROLLED = ""
    ACTIVE = "aktif"
    FINISHED = "selesai"

    @classmethod
    def named(cls, name: str) -> "Tab":
        """Return the tab of that name, the first one for an unknown name."""
        return cls(name) if name in set(cls) else cls.ENROLLED


LABELS = {
    Tab.ENROLLED: _("%(label)s Yang Diikuti"),
    Tab.ACTIVE: _("%(label)s Aktif"),
    Tab.FINISHED: _("%(label)s Selesai"),
}


def enrolments_under(tab: Tab, user: User) -> QuerySet[Enrolment]:
    """Return the person's enrolments that the tab lists."""
    enrolments = enrolments_for(user)
    if tab is Tab.ACTIVE:
        return enrolments.filter(state=Enrolment.State.ACTIVE)
    if tab is Tab.FINISHED:
        return enrolments.exclude(state=Enrolment.State.ACTIVE).order_by("-finished_at", "-pk")
    return enrolments


def tab_links(standing: Standing, *, current: Tab, label_course: str) -> list[dict[str, Any]]:
    """Return the tabs as links with their counts, in the site's word for courses."""
    address = reverse("portal:courses")
    counts = {
        Tab.ENROLLED: standing.enrolled,
        Tab.ACTIVE: standing.active,
        Tab.FINISHED: standing.finished,
    }
    return [
        {
            "url": f"{address}?status={tab}" if tab else address,
            "label": LABELS[tab] % {"label": label_course},
            "count": counts[tab],
            "current": tab is current,
        }
        for tab in Tab
    ]
