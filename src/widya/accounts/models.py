"""People and how they are identified.

A NIP can change (a new contract): it is an attribute with a history, never the key of an account.
"""

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from widya.accounts.nip import spaced
from widya.core.records import Record
from widya.organisation.queries import unit_entry


class User(Record, AbstractUser):
    """An account; platform-wide, it remembers the site through which it joined."""

    class EmployeeType(models.TextChoices):
        INTERNAL = "internal", _("Internal kementerian")
        EXTERNAL = "external", _("Eksternal")

    class EmploymentStatus(models.TextChoices):
        PNS = "pns", "PNS"
        PPPK = "pppk", "PPPK"
        OTHER = "other", _("Lainnya")

    class AccountState(models.TextChoices):
        ACTIVE = "active", _("Aktif")
        WAITING = "waiting", _("Menunggu aktivasi")
        CLOSED = "closed", _("Dinonaktifkan")

    first_name = None
    last_name = None
    name = models.CharField(_("nama lengkap"), max_length=160)
    nip = models.CharField(_("NIP"), max_length=18, null=True, blank=True, unique=True)
    employee_type = models.CharField(
        _("tipe pegawai"), max_length=10, choices=EmployeeType, default=EmployeeType.INTERNAL
    )
    employment_status = models.CharField(
        _("status kepegawaian"),
        max_length=10,
        choices=EmploymentStatus,
        default=EmploymentStatus.OTHER,
    )
    unit = models.ForeignKey(
        "organisation.Unit",
        verbose_name=_("unit kerja"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    workplace = models.CharField(
        _("instansi dan unit kerja"),
        max_length=200,
        blank=True,
        help_text=_("Untuk orang dari luar kementerian."),
    )
    position = models.CharField(_("jabatan"), max_length=160, blank=True)
    rank = models.CharField(_("pangkat/golongan"), max_length=20, blank=True)
    phone = models.CharField(_("nomor telepon"), max_length=30, blank=True)
    photo = models.ImageField(_("foto"), upload_to="photos/", blank=True)
    joined_through = models.ForeignKey(
        "wagtailcore.Site",
        verbose_name=_("situs asal"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    language = models.CharField(
        _("bahasa"), max_length=10, choices=settings.LANGUAGES, blank=True, editable=False
    )
    activated_at = models.DateTimeField(
        _("diaktivasi"),
        null=True,
        blank=True,
        editable=False,
        # An inactive account with a date here was shut by the staff: its owner cannot open it.
    )

    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("digabung ke"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged_accounts",
    )

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "name"]
    objects: ClassVar[UserManager["User"]] = UserManager()

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")
        permissions = (("help_user", _("Boleh membantu pengguna dengan akunnya")),)
        constraints = (
            models.UniqueConstraint(Lower("username"), name="accounts_user_username_any_case"),
        )
        indexes = (models.Index(Lower("email"), name="accounts_user_email_any_case"),)

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def spaced_nip(self) -> str:
        """The NIP in groups of digits; empty without one."""
        return spaced(self.nip) if self.nip else ""

    @property
    def zone(self) -> ZoneInfo | None:
        """The time zone of the person's unit, mostly without a query; None without a unit."""
        unit = unit_entry(self.unit_id) if self.unit_id else None
        return ZoneInfo(unit.time_zone) if unit else None

    @property
    def photo_url(self) -> str:
        """Where the photo is; empty without one."""
        return self.photo.url if self.photo else ""

    @property
    def awaits_activation(self) -> bool:
        """Whether the person registered and has not yet opened the link in the mail."""
        return not self.is_active and self.activated_at is None

    @property
    def account_state(self) -> "User.AccountState":
        """Whether the account can be signed in to, and if not, whose it is to open it."""
        if self.is_active:
            return self.AccountState.ACTIVE
        return self.AccountState.WAITING if self.awaits_activation else self.AccountState.CLOSED

    def get_initials(self) -> str:
        """Return one or two letters that stand for the person where no photo is shown."""
        words = [word for word in self.name.split(",")[0].split() if not word.endswith(".")]
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper() or "?"


class FormerIdentifier(Record, models.Model):
    """A user name or NIP that an account had before; rows are only ever added.

    With ``signs_in`` it came with a second account of the same person and still names the account.
    """

    class Kind(models.TextChoices):
        USERNAME = "username", _("Nama pengguna")
        NIP = "nip", "NIP"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_identifiers")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=150)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    signs_in = models.BooleanField(_("masih dipakai untuk masuk"), default=False)

    class Meta:
        verbose_name = _("identitas lama")
        verbose_name_plural = _("identitas lama")
        constraints = (
            models.UniqueConstraint(
                fields=["value"],
                condition=models.Q(signs_in=True),
                name="accounts_formeridentifier_signs_in_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"


class Acceptance(Record, models.Model):
    """That a person accepted a page, such as the terms of use, in the version of that moment.

    Rows are only ever added. The revision holds the text; the dates stay when it is purged.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="acceptances")
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(_("judul"), max_length=255)
    published_at = models.DateTimeField(_("versi"), null=True)
    accepted_at = models.DateTimeField(_("disetujui"))

    class Meta:
        verbose_name = _("persetujuan")
        verbose_name_plural = _("persetujuan")

    def __str__(self) -> str:
        return self.title


class Session(AbstractBaseSession):
    """What a browser is remembered by, and who is signed in with it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pengguna"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="sessions",
    )

    class Meta:
        verbose_name = _("sesi")
        verbose_name_plural = _("sesi")

    @classmethod
    def get_session_store_class(cls) -> type[Any]:
        store: type[Any] = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        return store


class SiteRole(models.Model):
    """What the staff of one site may do, as a group with Wagtail's permissions."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("Penulis")
        REVIEWER = "reviewer", _("Penelaah")
        ADMINISTRATOR = "administrator", _("Administrator")
        HELP_DESK = "help_desk", _("Petugas bantuan")
        SUPERVISOR = "supervisor", _("Atasan unit")

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("peran"), max_length=20, choices=Role)
    group = models.OneToOneField("auth.Group", on_delete=models.CASCADE, related_name="site_role")

    class Meta:
        verbose_name = _("peran di situs")
        verbose_name_plural = _("peran di situs")
        constraints = (
            models.UniqueConstraint(fields=("site", "role"), name="accounts_siterole_once"),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.site}"
