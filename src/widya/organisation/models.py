"""The agencies' sites and their tree of units.

A unit is data that changes every year; no rule may depend on a unit's name or level.
"""

from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
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

    class Registration(models.TextChoices):
        OPEN = "open", _("Terbuka untuk semua")
        INTERNAL = "internal", _("Hanya pegawai kementerian")
        DOMAINS = "domains", _("Hanya alamat email dari domain tertentu")
        CLOSED = "closed", _("Ditutup: akun dibuat oleh pengelola")

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
    top_unit = models.ForeignKey(
        "organisation.Unit",
        verbose_name=_("unit teratas"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Pencarian unit kerja di situs ini hanya menawarkan unit ini dan di bawahnya."),
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

    staff_second_factor = models.BooleanField(
        _("pengelola wajib masuk dua langkah"),
        default=False,
        help_text=_(
            "Pengelola situs ini harus mengatur kode dari aplikasi autentikator sebelum dapat"
            " membuka ruang pengelola."
        ),
    )
    registration = models.CharField(
        _("pendaftaran akun"),
        max_length=10,
        choices=Registration,
        default=Registration.OPEN,
    )
    registration_domains = models.TextField(
        _("domain email yang boleh mendaftar"),
        blank=True,
        help_text=_(
            "Satu domain per baris, misalnya kemenkum.go.id; subdomainnya ikut boleh. Berlaku bila"
            " pendaftaran dibatasi menurut domain."
        ),
    )
    terms_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("halaman ketentuan penggunaan"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Pendaftar harus menyetujuinya; versi yang disetujui dicatat."),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("halaman kebijakan privasi"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Pendaftar harus menyetujuinya; versi yang disetujui dicatat."),
    )

    reminds_of_duty = models.BooleanField(
        _("ingatkan JP yang belum cukup"),
        default=True,
        help_text=_(
            "Awal Oktober dan awal Desember, PNS dan PPPK situs ini yang JP-nya belum mencapai"
            " kewajiban setahun mendapat mail; mereka dapat mematikannya."
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
                    FieldPanel("top_unit"),
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
                [
                    FieldPanel("label_course"),
                    FieldPanel("label_enrol"),
                    FieldPanel("human_check"),
                    FieldPanel("staff_second_factor"),
                    FieldPanel("reminds_of_duty"),
                ],
                heading=_("Kata, masuk, dan mail"),
            ),
            ObjectList(
                [
                    FieldPanel("registration"),
                    FieldPanel("registration_domains"),
                    PageChooserPanel("terms_page"),
                    PageChooserPanel("privacy_page"),
                ],
                heading=_("Pendaftaran"),
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

    def clean(self) -> None:
        super().clean()
        if self.registration == self.Registration.DOMAINS and not self.email_domains:
            raise ValidationError({"registration_domains": _("Tulis paling sedikit satu domain.")})

    @property
    def email_domains(self) -> list[str]:
        """The domains whose addresses may register, in lower case."""
        return [line.strip().lower().lstrip("@.") for line in self.registration_domains.split()]

    def lets_register(self, email: str) -> bool:
        """Tell whether somebody with this address may register, as far as its domain goes."""
        if self.registration != self.Registration.DOMAINS:
            return True
        domain = email.rpartition("@")[2].lower()
        return any(domain == each or domain.endswith(f".{each}") for each in self.email_domains)


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
    code = models.CharField(
        _("kode"),
        max_length=40,
        null=True,
        blank=True,
        unique=True,
        help_text=_("Kode unit di lembaga. Impor mengenali unit menurut kode ini."),
    )
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
