"""The agencies' sites and their tree of units.

A unit is data that changes every year; no rule may depend on a unit's name or level.
"""

from django.contrib.admin import display
from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from widya.organisation.validators import hex_colour, validate_number_pattern


@register_setting(icon="site", order=10)
class SiteSettings(BaseSiteSetting):
    """What one agency's site is called, how it looks, its words and its certificates."""

    class HumanCheck(models.TextChoices):
        PICTURE = "picture", _("Captcha gambar")
        CHECKBOX = "checkbox", _("Kotak centang “I'm not a robot”")

    platform_name = models.CharField(_("nama platform"), max_length=120, default="Widya")
    short_name = models.CharField(_("nama singkat"), max_length=40, default="Widya")
    agency_name = models.CharField(_("nama lembaga penyelenggara"), max_length=160, blank=True)
    ministry_name = models.CharField(_("nama kementerian"), max_length=160, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    brand_colour = models.CharField(
        _("warna utama"), max_length=7, default="#14315f", validators=[hex_colour]
    )
    accent_colour = models.CharField(
        _("warna aksen"), max_length=7, default="#b98a1d", validators=[hex_colour]
    )
    address = models.TextField(_("alamat"), blank=True)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("telepon"), max_length=40, blank=True)

    label_course = models.CharField(_("kata untuk pelatihan"), max_length=30, default="Pelatihan")
    label_enrol = models.CharField(_("tombol pendaftaran"), max_length=30, default="Daftar")
    human_check = models.CharField(
        _("pemeriksaan manusia"),
        max_length=10,
        choices=HumanCheck,
        default=HumanCheck.PICTURE,
        help_text=_(
            "Yang tampil lebih dulu saat masuk; yang lain selalu tersedia sebagai cara kedua."
        ),
    )

    certificate_number_pattern = models.CharField(
        _("pola nomor sertifikat"),
        max_length=80,
        default="SDM.MOOC/{year} {number:06}",
        validators=[validate_number_pattern],
        help_text=_("{year} menjadi tahun, {number:06} menjadi nomor urut enam angka."),
    )
    certificate_place = models.CharField(_("tempat terbit"), max_length=60, default="Jakarta")
    signatory_position = models.CharField(_("jabatan penanda tangan"), max_length=160, blank=True)
    signatory_name = models.CharField(_("nama penanda tangan"), max_length=120, blank=True)

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("platform_name"),
                    FieldPanel("short_name"),
                    FieldPanel("agency_name"),
                    FieldPanel("ministry_name"),
                    FieldPanel("logo"),
                    FieldRowPanel([FieldPanel("brand_colour"), FieldPanel("accent_colour")]),
                    MultiFieldPanel(
                        [FieldPanel("address"), FieldPanel("email"), FieldPanel("phone")],
                        heading=_("Kontak"),
                    ),
                ],
                heading=_("Identitas"),
            ),
            ObjectList(
                [FieldPanel("label_course"), FieldPanel("label_enrol"), FieldPanel("human_check")],
                heading=_("Kata dan masuk"),
            ),
            ObjectList(
                [
                    FieldPanel("certificate_number_pattern"),
                    FieldPanel("certificate_place"),
                    FieldPanel("signatory_position"),
                    FieldPanel("signatory_name"),
                ],
                heading=_("Sertifikat"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("pengaturan situs")
        verbose_name_plural = _("pengaturan situs")


class Unit(MP_Node):
    """A node of an agency's tree: ministry, echelon I, regional office, technical unit."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Kementerian")
        ECHELON_1 = "echelon1", _("Eselon I")
        REGIONAL = "regional", _("Kantor wilayah")
        UPT = "upt", _("Unit pelaksana teknis")

    class Zone(models.TextChoices):
        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    name = models.CharField(_("nama"), max_length=200)
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind)
    time_zone = models.CharField(_("zona waktu"), max_length=20, choices=Zone, default=Zone.WIB)

    class Meta:
        verbose_name = _("unit kerja")
        verbose_name_plural = _("unit kerja")

    def __str__(self) -> str:
        return self.name

    @display(description=_("nama"))
    def indented_name(self) -> str:
        """The name, moved right by its depth in the tree, for lists of all units."""
        return "\N{EM DASH} " * (self.depth - 1) + self.name
