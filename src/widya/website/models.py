"""The public pages of a site that are not courses: home, news, plain pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from widya.core.embeds import embed_for
from widya.core.page_cache import cached_for_visitors
from widya.website.blocks import TopicBlock

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
    show_in_menus_default = True
    parent_page_types = ["website.HomePage", "website.StandardPage"]
    template = "website/standard_page.html"

    class Meta:
        verbose_name = _("halaman")
        verbose_name_plural = _("halaman")


class FaqPage(VisitorPage):
    """Questions that people often ask, by topic, with their answers."""

    introduction = models.CharField(_("pengantar"), max_length=300, blank=True)
    topics = StreamField([("topic", TopicBlock())], verbose_name=_("topik"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("topics")]
    search_fields = [*Page.search_fields, index.SearchField("topics")]
    show_in_menus_default = True
    parent_page_types = ["website.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    template = "website/faq_page.html"

    class Meta:
        verbose_name = _("FAQ")
        verbose_name_plural = _("FAQ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from widya.website.faq import faq_context  # noqa: PLC0415 - it reads these models

        return {**super().get_context(request, *args, **kwargs), **faq_context(self, request)}


class TutorialIndexPage(VisitorPage):
    """All video tutorials of one site, in the order that editors gave them."""

    introduction = models.CharField(_("pengantar"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    show_in_menus_default = True
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.TutorialPage"]
    max_count_per_parent = 1
    template = "website/tutorial_index_page.html"

    class Meta:
        verbose_name = _("daftar video tutorial")
        verbose_name_plural = _("daftar video tutorial")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from widya.website.tutorials import index_context  # noqa: PLC0415 - it reads these models

        return {**super().get_context(request, *args, **kwargs), **index_context(self, request)}

    def get_admin_default_ordering(self) -> str:
        """Return the order of the tree: that of the videos on the page."""
        return "ord"


class TutorialPage(VisitorPage):
    """A video that shows how something is done on the platform."""

    summary = models.CharField(
        _("ringkasan"), max_length=240, help_text=_("Apa yang ditunjukkan video ini.")
    )
    video = models.ForeignKey(
        "content.Video",
        verbose_name=_("video"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tutorials",
        help_text=_("Video yang diunggah; dapat ditonton siapa saja."),
    )
    video_url = models.URLField(
        _("tautan video"),
        blank=True,
        help_text=_("Tautan YouTube atau Vimeo, bila tidak diunggah."),
    )
    duration_seconds = models.PositiveIntegerField(
        _("durasi (detik)"),
        null=True,
        blank=True,
        help_text=_("Hanya untuk tautan; durasi video yang diunggah sudah diketahui."),
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("gambar"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Tampil di daftar. Bila kosong, gambar sampul video."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("video"), FieldPanel("video_url"), FieldPanel("duration_seconds")],
            heading=_("Video"),
            help_text=_("Pilih satu: video yang diunggah, atau tautan."),
        ),
        FieldPanel("picture"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    parent_page_types = ["website.TutorialIndexPage"]
    subpage_types = []
    template = "website/tutorial_page.html"

    class Meta:
        verbose_name = _("video tutorial")
        verbose_name_plural = _("video tutorial")

    @property
    def seconds(self) -> int:
        """Return the length of the video; 0 where it is not known."""
        return (self.video.duration_seconds if self.video else self.duration_seconds) or 0

    def clean(self) -> None:
        super().clean()
        if bool(self.video_id) == bool(self.video_url):
            raise ValidationError({"video_url": _("Pilih satu: video yang diunggah, atau tautan.")})
        if self.video_url and embed_for(self.video_url) is None:
            message = _("Pakai tautan dari YouTube atau Vimeo, diawali https://.")
            raise ValidationError({"video_url": message})

    @cached_for_visitors
    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Allow the page the frame of the player that its link leads to."""
        response = super().serve(request, *args, **kwargs)
        embed = embed_for(self.video_url)
        response.more_sources = {"frame-src": embed.origin} if embed else {}
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from widya.website.tutorials import tutorial_context  # noqa: PLC0415 - it reads these models

        return {**super().get_context(request, *args, **kwargs), **tutorial_context(self, request)}
