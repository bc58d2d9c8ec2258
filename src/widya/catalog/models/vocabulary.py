"""What courses refer to: their subjects and the people who teach them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Category(models.Model):
    """A subject under which courses are listed."""

    name = models.CharField(_("nama"), max_length=80, unique=True)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        help_text=_("Bagian alamat, misalnya “pemasyarakatan”: huruf kecil, angka, tanda hubung."),
    )

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("kategori")
        verbose_name_plural = _("kategori")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Instructor(index.Indexed, models.Model):
    """Who teaches a course; a person shown to the public, not an account."""

    name = models.CharField(
        _("nama"), max_length=160, help_text=_("Lengkap dengan gelar, seperti yang akan tampil.")
    )
    position = models.CharField(_("jabatan"), max_length=160, blank=True)
    biography = models.TextField(_("biografi"), blank=True)
    photo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("foto"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    search_fields = (index.SearchField("name"), index.AutocompleteField("name"))
    panels = [
        FieldPanel("name"),
        FieldPanel("position"),
        FieldPanel("biography"),
        FieldPanel("photo"),
    ]

    class Meta:
        verbose_name = _("instruktur")
        verbose_name_plural = _("instruktur")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_initials(self) -> str:
        """Return one or two letters that stand for the person where there is no photo."""
        words = [word for word in self.name.split(",")[0].split() if not word.endswith(".")]
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()
