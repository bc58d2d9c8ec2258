"""Answers that came too late, and the decision about one."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from widya.assessment import actions
from widya.assessment.admin.acts import AttemptActView
from widya.assessment.models import LateAnswer
from widya.assessment.permissions import late_answer_policy, late_answers_of_staff
from widya.assessment.staff_forms import DecisionForm, LateAnswerFilterSet


class LateAnswerListView(generic.IndexView):
    """Answers that came too late, those that wait first."""

    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[LateAnswer]:
        return late_answers_of_staff(self.request.user)


class DecideView(AttemptActView):
    """Decides about a late answer."""

    permission_policy = late_answer_policy
    name = "decide"
    page_title = _("Jawaban terlambat")
    header_icon = "time"
    form_class = DecisionForm
    template_name = "assessment/admin/late_answer.html"

    def get_queryset(self) -> QuerySet[Any]:
        return late_answers_of_staff(self.request.user)

    def get_page_subtitle(self) -> str:
        attempt = self.object.attempt
        return f"{attempt.user} · {attempt.assessment}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.get_success_url(), "label": _("Jawaban terlambat")},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_success_url(self) -> str:
        return reverse("late_answers:index")

    def act(self, **given: Any) -> str:
        actions.decide_late_answer(self.object, **given)
        return gettext("Keputusan disimpan.")


class LateAnswerViewSet(ModelViewSet):
    """A list of late answers, and a page to decide about one."""

    model = LateAnswer
    name = "late_answers"
    url_prefix = "late-answers"
    icon = "time"
    menu_label = _("Jawaban terlambat")
    menu_order = 33
    add_to_admin_menu = True
    index_view_class = LateAnswerListView
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    search_fields = ("attempt__user__name", "attempt__user__username", "attempt__user__nip")
    search_backend_name = None
    filterset_class = LateAnswerFilterSet
    ordering = ("-state", "received_at")
    list_display = (
        TitleColumn("attempt.user", label=_("Peserta"), url_name="late_answers:decide"),
        Column("attempt.assessment", label=_("Ujian")),
        Column("position", label=_("Soal")),
        DateColumn("made_at", label=_("Dijawab"), sort_key="made_at"),
        DateColumn("received_at", label=_("Diterima"), sort_key="received_at"),
        Column("get_state_display", label=_("Keadaan"), sort_key="state"),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", DecideView.as_view(), name="decide"),
        ]
