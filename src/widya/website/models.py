"""The public pages of a site that are not courses: home, news, plain pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from widya.core.page_cache import cached_for_visitors

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "blockquote", "link", "image"]


class VisitorPage(Page):
    """A page that is the same for everybody who is not signed in."""

    class Meta:
        abstract = True

    @cached_for_visitors
    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().serve(request, *args, **kwargs)


class HomePage(VisitorPage):
    """The first page of a site: hero, courses, news."""

    slogan = models.CharField(
        _("slogan"), max_length=120, blank=True, help_text=_("Kalimat ajakan di atas judul utama.")
    )
    hero_title = models.CharField(
        _("judul utama"),
        max_length=160,
        blank=True,
        help_text=_("Bila kosong, nama platform dari pengaturan situs."),
    )
    hero_text = models.CharField(
        _("lembaga di bawah judul"),
        max_length=200,
        blank=True,
        help_text=_("Bila kosong, nama lembaga penyelenggara dari pengaturan situs."),
    )
    hero_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("gambar utama"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Boleh kosong. Tampil di samping judul pada layar lebar."),
    )
    courses_introduction = models.CharField(
        _("pengantar daftar pelatihan"), max_length=300, blank=True
    )
    news_introduction = models.CharField(_("pengantar berita"), max_length=300, blank=True)

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("slogan"),
                FieldPanel("hero_title"),
                FieldPanel("hero_text"),
                FieldPanel("hero_image"),
            ],
            heading=_("Spanduk"),
        ),
        FieldPanel("courses_introduction"),
        FieldPanel("news_introduction"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    template = "website/home_page.html"

    class Meta:
        verbose_name = _("beranda")
        verbose_name_plural = _("beranda")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from widya.website.queries import home_context  # noqa: PLC0415 - it reads these models

        return {**super().get_context(request, *args, **kwargs), **home_context(self, request)}


class NewsIndexPage(VisitorPage):
    """All news of one site, newest first."""

    introduction = models.CharField(_("pengantar"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.NewsPage"]
    max_count_per_parent = 1
    template = "website/news_index_page.html"

    class Meta:
        verbose_name = _("daftar berita")
        verbose_name_plural = _("daftar berita")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from widya.website.queries import news_context  # noqa: PLC0415 - it reads these models

        return {**super().get_context(request, *args, **kwargs), **news_context(self, request)}


class NewsPage(VisitorPage):
    """A piece of news."""

    published_on = models.DateField(_("tanggal"), default=timezone.localdate)
    excerpt = models.CharField(
        _("ringkasan"),
        max_length=240,
        help_text=_("Tampil di daftar berita dan di hasil mesin pencari."),
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("gambar"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    author_name = models.CharField(_("penulis yang tampil"), max_length=120, blank=True)
    body = RichTextField(_("isi"), features=TEXT_FEATURES)

    content_panels = [
        *Page.content_panels,
        FieldPanel("published_on"),
        FieldPanel("excerpt"),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("author_name"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("excerpt"),
        index.SearchField("body"),
    ]
    parent_page_types = ["website.NewsIndexPage"]
    subpage_types = []
    template = "website/news_page.html"

    class Meta:
        verbose_name = _("berita")
        verbose_name_plural = _("berita")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from widya.website.queries import article_context  # noqa: PLC0415 - it reads these models

        return {**super().get_context(request, *args, **kwargs), **article_context(self, request)}


class StandardPage(VisitorPage):
    """A plain page such as “Tentang Kami”."""

    body = RichTextField(_("isi"), features=TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    parent_page_types = ["website.HomePage", "website.StandardPage"]
    template = "website/standard_page.html"

    class Meta:
        verbose_name = _("halaman")
        verbose_name_plural = _("halaman")
