"""The catalogue and its courses."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from widya.catalog.page_forms import CoursePageForm
from widya.core.page_cache import cached_for_visitors
from widya.core.page_rights import ViewablePage, ViewablePageForm

from .vocabulary import Category, Instructor

RICH_TEXT_FEATURES = ["bold", "italic", "h3", "ol", "ul", "link"]
CATALOGUE_SLUG = "pelatihan"  # of every site's, so that addresses are the same everywhere
COURSE_DEPTH = 4  # root, home, catalogue, course
COURSE_CONTEXT_HOOK = "construct_course_page_context"  # (request, course) -> dict
CARDS_HOOK = "construct_course_cards"  # (request, cards), changes the cards in place
RECORDS_HOOK = "course_page_has_records"  # (page) -> bool


class CatalogPage(ViewablePage, Page):
    """All courses of one site."""

    introduction = models.TextField(
        _("pengantar"), blank=True, help_text=_("Tampil di atas daftar pelatihan.")
    )

    base_form_class = ViewablePageForm
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["website.HomePage"]
    subpage_types = ["catalog.CoursePage"]
    max_count_per_parent = 1
    template = "catalog/catalog_page.html"
    serve = cached_for_visitors(Page.serve)

    class Meta:
        verbose_name = _("katalog")
        verbose_name_plural = _("katalog")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from widya.catalog.listing import catalogue_context  # noqa: PLC0415 - it reads models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | catalogue_context(self, request, **kwargs)


class CoursePage(ViewablePage, Page):
    """A course: what it is about, for whom, and what it counts."""

    class Level(models.TextChoices):
        EASY = "easy", _("Mudah")
        MEDIUM = "medium", _("Menengah")
        HARD = "hard", _("Sulit")

    summary = models.TextField(
        _("ringkasan"),
        max_length=400,
        help_text=_("Dua atau tiga kalimat; tampil di kartu dan di atas halaman pelatihan."),
    )
    description = RichTextField(_("deskripsi"), features=RICH_TEXT_FEATURES, blank=True)
    requirements = RichTextField(
        _("persyaratan"),
        features=RICH_TEXT_FEATURES,
        blank=True,
        help_text=_("Apa yang perlu dipunyai atau dipelajari peserta lebih dahulu."),
    )
    cover = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("gambar sampul"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Tanpa gambar, sampul dibuat dari judul dan kategori."),
    )
    preview_video = models.ForeignKey(
        "content.Video",
        verbose_name=_("video cuplikan"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Dapat ditonton siapa saja di halaman pelatihan."),
    )
    category = models.ForeignKey(
        Category,
        verbose_name=_("kategori"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="courses",
    )
    author_name = models.CharField(
        _("penulis yang tampil"),
        max_length=120,
        blank=True,
        help_text=_("Orang atau unit yang namanya tampil setelah “Oleh”."),
    )
    level = models.CharField(_("level"), max_length=6, choices=Level, default=Level.EASY)
    duration_minutes = models.PositiveIntegerField(
        _("durasi (menit)"),
        default=60,
        validators=[MinValueValidator(1)],
        help_text=_("Waktu belajar seluruhnya; 150 tampil sebagai “2 Jam 30 Menit”."),
    )
    credit_hours = models.PositiveSmallIntegerField(
        _("jumlah JP"),
        default=1,
        validators=[MaxValueValidator(200)],
        help_text=_("Jam pelajaran yang diperoleh peserta yang lulus; 1 JP = 45 menit."),
    )
    has_certificate = models.BooleanField(_("bersertifikat"), default=True)
    is_pinned = models.BooleanField(
        _("disematkan"), default=False, help_text=_("Tampil lebih dulu di beranda.")
    )
    is_in_order = models.BooleanField(
        _("berurutan"),
        default=False,
        help_text=_("Sebuah materi terbuka setelah materi wajib sebelumnya selesai."),
    )
    watch_share_percent = models.PositiveSmallIntegerField(
        _("bagian video yang harus ditonton (%)"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Setelah bagian ini benar-benar ditonton, materi video dihitung selesai."),
    )

    base_form_class = CoursePageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("requirements"),
        InlinePanel("course_instructors", heading=_("Instruktur"), label=_("instruktur")),
        MultiFieldPanel(
            [FieldPanel("cover"), FieldPanel("preview_video")], heading=_("Gambar dan video")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("category"), FieldPanel("level")]),
                FieldRowPanel([FieldPanel("duration_minutes"), FieldPanel("credit_hours")]),
                FieldPanel("author_name"),
            ],
            heading=_("Keterangan"),
        ),
    ]
    settings_panels = [
        *Page.settings_panels,
        MultiFieldPanel(
            [
                FieldPanel("has_certificate"),
                FieldPanel("is_pinned"),
                FieldPanel("is_in_order"),
                FieldPanel("watch_share_percent"),
            ],
            heading=_("Aturan pelatihan"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("description"),
        index.FilterField("category"),
        index.FilterField("level"),
    ]
    parent_page_types = ["catalog.CatalogPage"]
    subpage_types = ["catalog.TopicPage", "assessment.AssessmentPage"]
    template = "catalog/course_page.html"
    serve = cached_for_visitors(Page.serve)

    class Meta:
        verbose_name = _("pelatihan")
        verbose_name_plural = _("pelatihan")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the page's context; apps above add theirs by ``COURSE_CONTEXT_HOOK``."""
        from widya.catalog.presentation import course_context  # noqa: PLC0415 - it reads models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context |= course_context(self, request)
        for add in hooks.get_hooks(COURSE_CONTEXT_HOOK):
            context |= add(request, self)
        return context

    def get_admin_default_ordering(self) -> str:
        """Return the order of the tree: in the explorer, too, it is the learning order."""
        return "ord"


class CourseInstructor(Orderable):
    """An instructor of a course, in the order in which they are shown."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="course_instructors")
    instructor = models.ForeignKey(
        Instructor,
        verbose_name=_("instruktur"),
        on_delete=models.PROTECT,
        related_name="course_links",
    )

    panels = [FieldPanel("instructor")]

    class Meta(Orderable.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["course", "instructor"], name="catalog_courseinstructor_once"
            ),
        )
