"""The staff's pages for attempts: the live board, the list, and what may be done about one."""

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from widya.accounts.models import User
from widya.assessment import actions, errors
from widya.assessment.board import figures_of
from widya.assessment.models import Attempt, ExtraTime, LateAnswer
from widya.assessment.permissions import (
    assessments_of_staff,
    attempts_of_staff,
    late_answers_of_staff,
    policy,
)
from widya.assessment.staff_forms import (
    AttemptFilterSet,
    DecisionForm,
    LateAnswerFilterSet,
    MinutesForm,
    ReasonForm,
)

State = Attempt.State
MOST_CHANGES = 200


def _answered(attempt: Attempt) -> str:
    answered = sum(bool(answer["choices"]) for answer in attempt.answers.values())
    return f"{answered}/{attempt.question_count}"


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

    def get_edit_url(self) -> None:
        """An attempt is not edited; what may be done stands in the header."""

    def get_page_subtitle(self) -> str:
        return f"{self.object.user} · {self.object.assessment}"

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.user_has_permission("change"):
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


class ActionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Asks for what an act needs, and does it."""

    model = Attempt
    permission_policy = policy
    permission_required = "change"
    form_class: type[Form] = ReasonForm
    template_name = "assessment/admin/action.html"
    name = ""
    explanation: str | Promise = ""
    states: ClassVar[set[str]] = set()

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(self.get_queryset(), pk=kwargs["pk"])

    def get_queryset(self) -> QuerySet[Any]:
        return attempts_of_staff(self.request.user)

    def get_page_subtitle(self) -> str:
        return f"{self.object.user} · {self.object.assessment}"

    def get_success_url(self) -> str:
        return reverse("attempts:inspect", args=[self.object.pk])

    def form_valid(self, form: Form) -> HttpResponse:
        user = cast("User", self.request.user)
        try:
            done = self.act(by=user, now=timezone.now(), **form.cleaned_data)
        except errors.AssessmentError as error:
            messages.error(self.request, error.message)
        else:
            messages.success(self.request, done)
        return redirect(self.get_success_url())

    def act(self, **given: Any) -> str:
        """Do it; return what to tell the member of staff."""
        raise NotImplementedError


class ExtendView(ActionView):
    name = "extend"
    page_title = _("Tambah waktu")
    header_icon = "time"
    form_class = MinutesForm
    states: ClassVar = {State.OPEN}

    def act(self, **given: Any) -> str:
        actions.extend_attempt(self.object, **given)
        return gettext("Waktu ditambah.")


class ReopenView(ActionView):
    name = "reopen"
    page_title = _("Buka kembali")
    header_icon = "undo"
    form_class = MinutesForm
    explanation = _("Peserta melanjutkan dengan jawabannya; nilainya tidak berlaku lagi.")
    states: ClassVar = {State.SUBMITTED, State.EXPIRED}

    def act(self, **given: Any) -> str:
        actions.reopen_attempt(self.object, **given)
        return gettext("Pengerjaan dibuka kembali.")


class VoidView(ActionView):
    name = "void"
    page_title = _("Batalkan")
    header_icon = "cross"
    explanation = _("Pengerjaan ini tidak dihitung lagi; kesempatannya kembali.")
    states: ClassVar = {State.OPEN, State.SUBMITTED, State.EXPIRED}

    def act(self, **given: Any) -> str:
        actions.void_attempt(self.object, **given)
        return gettext("Pengerjaan dibatalkan.")


ATTEMPT_ACTIONS: tuple[type[ActionView], ...] = (ExtendView, ReopenView, VoidView)


class AssessmentActionView(ActionView):
    """Does something about all attempts at an assessment."""

    def get_queryset(self) -> QuerySet[Any]:
        return assessments_of_staff(self.request.user)

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_success_url(self) -> str:
        return reverse("attempts:board", args=[self.object.pk])


class ExtendAllView(AssessmentActionView):
    name = "extend_all"
    page_title = _("Tambah waktu untuk semua")
    header_icon = "time"
    form_class = MinutesForm
    explanation = _("Semua yang sedang mengerjakan mendapat waktu ini, misalnya setelah gangguan.")

    def act(self, **given: Any) -> str:
        count = actions.extend_all_open(self.object, **given)
        words = ngettext("%(count)d pengerjaan ditambah.", "%(count)d pengerjaan ditambah.", count)
        return words % {"count": count}


class RegradeView(AssessmentActionView):
    """Shows what the newest keys would change, and changes it."""

    name = "regrade"
    page_title = _("Nilai ulang")
    header_icon = "rotate"
    template_name = "assessment/admin/regrade.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changes = list(actions.preview_regrade(self.object.pk, now=timezone.now()))
        return super().get_context_data(
            changes=changes[:MOST_CHANGES], change_count=len(changes), **kwargs
        )

    def act(self, **given: Any) -> str:
        count = actions.regrade_assessment(self.object.pk, **given)
        words = ngettext("%(count)d nilai diganti.", "%(count)d nilai diganti.", count)
        return words % {"count": count}


class BoardView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The live board of an assessment."""

    permission_policy = policy
    permission_required = "view"
    template_name = "assessment/admin/board.html"
    page_title = _("Pantauan ujian")
    header_icon = "view"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(assessments_of_staff(request.user), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figures = figures_of(self.object.pk, now=timezone.now())
        return super().get_context_data(figures=figures, assessment=self.object, **kwargs)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not policy.user_has_permission(self.request.user, "change"):
            return []
        return [
            HeaderButton(
                view.page_title,
                url=reverse(f"attempts:{view.name}", args=[self.object.pk]),
                icon_name=view.header_icon,
            )
            for view in (ExtendAllView, RegradeView)
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
        DateColumn("deadline_at", label=_("Batas"), sort_key="deadline_at"),
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


_VIEWS: tuple[type[ActionView], ...] = (*ATTEMPT_ACTIONS, ExtendAllView, RegradeView)


class LateAnswerListView(generic.IndexView):
    """Answers that came too late, those that wait first."""

    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[LateAnswer]:
        return late_answers_of_staff(self.request.user)


class DecideView(ActionView):
    """Decides about a late answer."""

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


class ExtraTimeViewSet(ModelViewSet):
    """Who gets extra time, whatever they sit."""

    model = ExtraTime
    name = "extra_time"
    url_prefix = "extra-time"
    icon = "time"
    menu_label = _("Waktu tambahan")
    menu_order = 34
    add_to_admin_menu = True
    form_fields = ("user", "percent", "minutes", "reason")
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ("user", "percent", "minutes", "reason")
    search_fields = ("user__name", "user__username", "user__nip")
    search_backend_name = None
