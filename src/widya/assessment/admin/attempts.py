"""The list of attempts, and one of them."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from widya.assessment.admin.acts import ATTEMPT_ACTIONS, AttemptActView
from widya.assessment.admin.exams import EXAM_ACTIONS, BoardView, PauseView, ResumeView
from widya.assessment.models import Attempt
from widya.assessment.permissions import attempts_of_staff, may_act
from widya.assessment.staff_forms import AttemptFilterSet

LABELS = {
    "user": _("Peserta"),
    "assessment": _("Ujian"),
    "number": _("Pengerjaan ke"),
    "state": _("Keadaan"),
    "started_at": _("Mulai"),
    "deadline_at": _("Waktu habis"),
    "closed_at": _("Selesai"),
    "time_limit_minutes": _("Lama (menit)"),
}
_VIEWS: tuple[type[AttemptActView], ...] = (*ATTEMPT_ACTIONS, *EXAM_ACTIONS, PauseView, ResumeView)


def _answered(attempt: Attempt) -> str:
    answered = sum(bool(answer["choices"]) for answer in attempt.answers.values())
    return f"{answered}/{attempt.question_count}"


def _deadline(attempt: Attempt) -> str:
    return localize(timezone.localtime(attempt.deadline_at))


def _board_url(attempt: Attempt) -> str:
    return reverse("attempts:board", args=[attempt.assessment_id])


class AttemptListView(generic.IndexView):
    """All attempts at the assessments that the member of staff looks after."""

    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[Attempt]:
        return attempts_of_staff(self.request.user)


class AttemptDetailView(generic.InspectView):
    """An attempt, and what may be done about it in its state."""

    any_permission_required = ["view"]
    page_title = _("Pengerjaan")

    def get_object(self, queryset: QuerySet[Attempt] | None = None) -> Attempt:
        return get_object_or_404(attempts_of_staff(self.request.user), pk=self.pk)

    def get_field_label(self, field_name: str, field: Any) -> Any:
        return LABELS[field_name]

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = getattr(self.object, field_name)
        if isinstance(value, datetime):
            return localize(timezone.localtime(value))
        return "–" if value is None else super().get_field_display_value(field_name, field)

    def get_edit_url(self) -> None:
        """An attempt is not edited; what may be done stands in the header."""

    def get_page_subtitle(self) -> str:
        return f"{self.object.user} · {self.object.assessment}"

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not may_act(self.request.user, self.object.assessment):
            return []
        return [
            HeaderButton(
                view.page_title,
                url=reverse(f"attempts:{view.name}", args=[self.object.pk]),
                icon_name=view.header_icon,
            )
            for view in ATTEMPT_ACTIONS
            if self.object.state in view.states
        ]


class AttemptViewSet(ModelViewSet):
    """A list, details, the board; nothing that adds, edits or deletes."""

    model = Attempt
    name = "attempts"
    url_prefix = "attempts"
    icon = "tasks"
    menu_label = _("Pengerjaan ujian")
    menu_order = 32
    add_to_admin_menu = True
    index_view_class = AttemptListView
    inspect_view_class = AttemptDetailView
    inspect_view_enabled = True
    inspect_view_fields = (
        "user",
        "assessment",
        "number",
        "state",
        "started_at",
        "deadline_at",
        "closed_at",
        "time_limit_minutes",
    )
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    search_fields = ("user__name", "user__username", "user__nip")
    search_backend_name = None
    filterset_class = AttemptFilterSet
    ordering = ("-started_at", "-pk")
    list_display = (
        TitleColumn("user", label=_("Peserta"), url_name="attempts:inspect", sort_key="user__name"),
        TitleColumn("assessment", label=_("Ujian"), get_url=_board_url),
        Column("number", label=_("Ke")),
        Column("get_state_display", label=_("Keadaan"), sort_key="state"),
        Column("answered", label=_("Terjawab"), accessor=_answered),
        DateColumn("started_at", label=_("Mulai"), sort_key="started_at"),
        Column("deadline", label=LABELS["deadline_at"], accessor=_deadline, sort_key="deadline_at"),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/history/", self.history_view, name="history"),
            path("<int:pk>/history/results/", self.history_results_view, name="history_results"),
            *(path(f"<int:pk>/{view.name}/", view.as_view(), name=view.name) for view in _VIEWS),
            path("board/<int:pk>/", BoardView.as_view(), name="board"),
        ]
