"""Quizzes and final exams as pages of a course."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page

from widya.assessment.page_forms import AssessmentPageForm
from widya.catalog.models import COURSE_DEPTH, CourseElement, ElementPage


class AssessmentPage(CourseElement, ElementPage):
    """A quiz (below a topic) or the final exam (directly below a course)."""

    class Feedback(models.TextChoices):
        NONE = "none", _("Hanya lulus atau tidak")
        SCORE = "score", _("Nilai")
        RIGHT_WRONG = "right_wrong", _("Nilai dan benar/salah tiap soal")
        KEY = "key", _("Nilai, kunci, dan pembahasan")

    class FeedbackTime(models.TextChoices):
        EACH = "each", _("Setelah setiap pengerjaan")
        LAST = "last", _("Setelah lulus atau kesempatan habis")
        CLOSING = "closing", _("Setelah ujian ditutup")

    introduction = models.TextField(_("pengantar"), blank=True)
    time_limit_minutes = models.PositiveSmallIntegerField(
        _("batas waktu (menit)"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
    )
    grace_seconds = models.PositiveSmallIntegerField(
        _("tenggang (detik)"),
        default=60,
        validators=[MaxValueValidator(3600)],
        help_text=_(
            "Jawaban yang dibuat sebelum waktu habis tetapi baru terkirim sesudahnya masih"
            " diterima selama ini."
        ),
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("nilai kelulusan"), default=80, validators=[MaxValueValidator(100)]
    )
    retakes_allowed = models.PositiveSmallIntegerField(
        _("kesempatan ujian ulang"),
        default=2,
        help_text=_("2 berarti dua kali lagi setelah pengerjaan pertama."),
    )
    opens_at = models.DateTimeField(
        _("dibuka"), null=True, blank=True, help_text=_("Kosong: sejak diterbitkan.")
    )
    closes_at = models.DateTimeField(
        _("ditutup"),
        null=True,
        blank=True,
        help_text=_("Saat ini semua pengerjaan berakhir. Kosong: tidak pernah."),
    )
    shuffles_items = models.BooleanField(_("acak urutan soal"), default=True)
    shuffles_choices = models.BooleanField(_("acak urutan pilihan"), default=True)
    feedback = models.CharField(
        _("yang tampil di hasil"), max_length=12, choices=Feedback, default=Feedback.SCORE
    )

    feedback_after = models.CharField(
        _("tampil sejak"),
        max_length=7,
        choices=FeedbackTime,
        default=FeedbackTime.EACH,
        help_text=_("Sebelum itu hanya nilai yang tampil."),
    )

    base_form_class = AssessmentPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        InlinePanel(
            "sources", heading=_("Soal diambil dari"), label=_("bank soal"), min_num=1, max_num=20
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("time_limit_minutes"), FieldPanel("pass_mark")]),
                FieldRowPanel([FieldPanel("retakes_allowed"), FieldPanel("grace_seconds")]),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldRowPanel([FieldPanel("shuffles_items"), FieldPanel("shuffles_choices")]),
                FieldRowPanel([FieldPanel("feedback"), FieldPanel("feedback_after")]),
                FieldPanel("is_required"),
            ],
            heading=_("Aturan"),
        ),
    ]
    parent_page_types: ClassVar = ["catalog.CoursePage", "catalog.TopicPage"]
    subpage_types: ClassVar = []
    max_count_per_parent = 1
    template = "assessment/preview.html"

    class Meta:
        verbose_name = _("tes atau ujian")
        verbose_name_plural = _("tes dan ujian")

    @property
    def is_final_exam(self) -> bool:
        """Return whether the page stands directly below its course."""
        return self.element_kind == self.Kind.FINAL_EXAM

    @property
    def element_kind(self) -> str:
        """Return one of ``CourseElement.Kind``, by the place in the tree."""
        return self.Kind.FINAL_EXAM if self.depth == COURSE_DEPTH + 1 else self.Kind.QUIZ

    @property
    def element_minutes(self) -> int:
        """Return how long a learner needs at most."""
        return self.time_limit_minutes

    @property
    def attempts_allowed(self) -> int:
        """Return how many attempts there are in all."""
        return self.retakes_allowed + 1

    @property
    def question_count(self) -> int:
        """Return how many questions an attempt asks."""
        return sum(source.draw_count for source in self.sources.all())

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return what a participant might be asked; nothing that is chosen there is kept."""
        from widya.assessment.sheet import sample_questions  # noqa: PLC0415 - it reads these models

        context = super().get_preview_context(request, mode_name)
        questions = sample_questions(self)
        return {**context, "assessment": self, "questions": questions}


class AssessmentSource(Orderable):
    """How many items an assessment draws from which bank."""

    assessment = ParentalKey(AssessmentPage, on_delete=models.CASCADE, related_name="sources")
    bank = models.ForeignKey(
        "assessment.ItemBank",
        verbose_name=_("bank soal"),
        on_delete=models.PROTECT,
        related_name="sources",
    )
    draw_count = models.PositiveSmallIntegerField(
        _("jumlah soal"), validators=[MinValueValidator(1), MaxValueValidator(200)]
    )

    panels: ClassVar = [FieldRowPanel([FieldPanel("bank"), FieldPanel("draw_count")])]

    class Meta(Orderable.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "bank"], name="assessment_source_bank_once"
            ),
        )
