"""Topics and lessons."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from widya.content.blocks import LessonBody

from .elements import CourseElement, ElementPage

VIDEO_HOSTS = re.compile(
    r"https://(www\.|m\.)?(youtube\.com|youtu\.be|youtube-nocookie\.com|vimeo\.com|player\.vimeo\.com)/"
)


class TopicPage(ElementPage):
    """A part of a course that groups lessons and ends with a quiz if it has one."""

    summary = models.TextField(
        _("ringkasan"),
        max_length=400,
        blank=True,
        help_text=_("Satu atau dua kalimat tentang isi topik ini."),
    )

    content_panels = [
        HelpPanel(
            _(
                "Topik mengelompokkan materi. Setelah disimpan, tambahkan materi dan tes sebagai "
                "halaman anak; urutannya adalah urutan belajar."
            )
        ),
        *Page.content_panels,
        FieldPanel("summary"),
    ]
    parent_page_types = ["catalog.CoursePage"]
    subpage_types = ["catalog.LessonPage", "assessment.AssessmentPage"]
    template = "catalog/preview.html"

    class Meta:
        verbose_name = _("topik")
        verbose_name_plural = _("topik")

    def get_admin_default_ordering(self) -> str:
        """Return the order of the tree: in the explorer, too, it is the learning order."""
        return "ord"


class LessonPage(CourseElement, ElementPage):
    """A reading, or a video with an introduction, or a document."""

    video = models.ForeignKey(
        "content.Video",
        verbose_name=_("video"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lessons",
        help_text=_("Dengan video, materi ini menjadi materi video."),
    )
    video_url = models.URLField(
        _("tautan video"),
        blank=True,
        help_text=_("Tautan YouTube atau Vimeo, bila tidak diunggah."),
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("dokumen"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("PDF yang tampil di halaman; menjadikan materi ini materi dokumen."),
    )
    body = StreamField(LessonBody(), verbose_name=_("isi"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("duration_minutes"), FieldPanel("is_required")]),
        MultiFieldPanel(
            [FieldPanel("video"), FieldPanel("video_url"), FieldPanel("document")],
            heading=_("Video atau dokumen utama"),
            help_text=_("Pilih paling banyak satu; kosongkan semuanya untuk bacaan."),
        ),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    parent_page_types = ["catalog.TopicPage"]
    subpage_types = []
    template = "catalog/preview.html"

    class Meta:
        verbose_name = _("materi")
        verbose_name_plural = _("materi")

    @property
    def element_kind(self) -> str:
        """Return one of ``CourseElement.Kind``: what the lesson mainly is."""
        if self.video_id or self.video_url:
            return self.Kind.VIDEO
        return self.Kind.DOCUMENT if self.document_id else self.Kind.READING

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.video_url and not VIDEO_HOSTS.match(self.video_url):
            errors["video_url"] = _("Pakai tautan dari YouTube atau Vimeo, diawali https://.")
        if self.document and self.document.file_extension.lower() != "pdf":
            errors["document"] = _(
                "Dokumen utama harus PDF. Berkas lain dapat disisipkan di dalam isi."
            )
        if sum(map(bool, (self.video_id, self.video_url, self.document_id))) > 1:
            errors.setdefault("video_url", _("Pilih satu saja: video, tautan video, atau dokumen."))
        if errors:
            raise ValidationError(errors)
