"""The live board of an assessment, and what staff do about all attempts at it."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from widya.assessment import actions
from widya.assessment.admin.acts import AttemptActView
from widya.assessment.board import figures_of
from widya.assessment.permissions import assessments_of_staff, may_act, policy
from widya.assessment.staff_forms import MinutesForm

MOST_CHANGES = 200


class AssessmentActView(AttemptActView):
    """Does something about all attempts at an assessment."""

    def get_queryset(self) -> QuerySet[Any]:
        return assessments_of_staff(self.request.user, "change")

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_success_url(self) -> str:
        return reverse("attempts:board", args=[self.object.pk])


class ExtendAllView(AssessmentActView):
    name = "extend_all"
    page_title = _("Tambah waktu untuk semua")
    header_icon = "time"
    form_class = MinutesForm
    explanation = _("Semua yang sedang mengerjakan mendapat waktu ini, misalnya setelah gangguan.")

    def act(self, **given: Any) -> str:
        count = actions.extend_all_open(self.object, **given)
        words = ngettext("%(count)d pengerjaan ditambah.", "%(count)d pengerjaan ditambah.", count)
        return words % {"count": count}


class PauseView(AssessmentActView):
    name = "pause"
    page_title = _("Jeda untuk semua")
    header_icon = "lock"
    explanation = _(
        "Waktu semua peserta berhenti dan soal tertutup sampai ujian dilanjutkan. Jawaban yang"
        " masih terkirim tetap disimpan; tidak ada yang dapat mulai atau mengumpulkan."
    )

    def act(self, **given: Any) -> str:
        count = actions.pause_assessment(self.object, **given)
        words = ngettext("%(count)d pengerjaan dijeda.", "%(count)d pengerjaan dijeda.", count)
        return words % {"count": count}


class ResumeView(AssessmentActView):
    name = "resume"
    page_title = _("Lanjutkan untuk semua")
    header_icon = "lock-open"
    explanation = _("Batas waktu setiap peserta mundur tepat selama jeda.")

    def act(self, **given: Any) -> str:
        count = actions.resume_assessment(self.object, **given)
        words = ngettext(
            "%(count)d pengerjaan dilanjutkan.", "%(count)d pengerjaan dilanjutkan.", count
        )
        return words % {"count": count}


class RegradeView(AssessmentActView):
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


EXAM_ACTIONS: tuple[type[AttemptActView], ...] = (ExtendAllView, RegradeView)


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

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("attempts:index"), "label": _("Pengerjaan ujian")},
            {"url": "", "label": self.page_title, "sublabel": str(self.object)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            figures=figures_of(self.object.pk, now=timezone.now()),
            paused_since=self.paused_since,
            assessment=self.object,
            **kwargs,
        )

    @cached_property
    def paused_since(self) -> datetime | None:
        started = self.object.pauses.filter(ended_at=None).values_list("started_at", flat=True)
        return started.first()

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not may_act(self.request.user, self.object):
            return []
        return [
            HeaderButton(
                view.page_title,
                url=reverse(f"attempts:{view.name}", args=[self.object.pk]),
                icon_name=view.header_icon,
            )
            for view in (ResumeView if self.paused_since else PauseView, *EXAM_ACTIONS)
        ]
