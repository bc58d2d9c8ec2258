"""What all pages below a course share."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from widya.core.page_rights import ViewablePage, ViewablePageForm


class CourseElement(models.Model):
    """What lessons and assessments share: a step of a course that a learner completes."""

    class Kind(models.TextChoices):
        READING = "reading", _("Bacaan")
        VIDEO = "video", _("Video")
        DOCUMENT = "document", _("Dokumen")
        QUIZ = "quiz", _("Tes")
        FINAL_EXAM = "final_exam", _("Ujian Akhir")

    is_required = models.BooleanField(
        _("wajib"), default=True, help_text=_("Harus selesai sebelum ujian akhir terbuka.")
    )
    duration_minutes = models.PositiveSmallIntegerField(
        _("durasi (menit)"),
        default=10,
        help_text=_("Perkiraan waktu yang diperlukan peserta untuk materi ini."),
    )

    class Meta:
        abstract = True

    @property
    def element_kind(self) -> str:
        """Return one of ``CourseElement.Kind``."""
        raise TypeError(f"{type(self).__name__} does not name its kind")

    @property
    def element_minutes(self) -> int:
        """Return how long a learner needs; an assessment answers with its time limit."""
        return self.duration_minutes


class ElementPage(ViewablePage, Page):
    """Behaviour of every page below a course: its address leads into the learning page."""

    base_form_class = ViewablePageForm

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(reverse("learning:page", args=[self.pk]))

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return the page's context with the course around it, as a participant will see it."""
        from widya.catalog.presentation import preview_context  # noqa: PLC0415 - it reads models

        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | preview_context(self)
