"""Certificates. What was issued is never changed: it is revoked, with a reason, or stays."""

import uuid
from datetime import date

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from widya.core.records import Record


def private_storage() -> Storage:
    """Return the storage of files that are served only after a check of rights."""
    return storages["private"]


def stored_under(certificate: "Certificate", filename: str) -> str:
    """Return where a file of the certificate lies; always the same place."""
    return f"certificates/{certificate.issued_at:%Y/%m}/{filename}"


class NumberSeries(Record, models.Model):
    """The last running number of a site in a year; locked by the transaction that issues."""

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("deret nomor")
        verbose_name_plural = _("deret nomor")
        constraints = (
            models.UniqueConstraint(fields=["site", "year"], name="certificates_series_once"),
        )

    def __str__(self) -> str:
        return f"{self.site_id}/{self.year}: {self.last_number}"


class Certificate(Record, models.Model):
    """A certificate with a frozen copy of all that is printed on it (``printed``).

    The file is made from ``printed`` alone, so it has the same content however often it is made.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.OneToOneField(
        "learning.Enrolment", on_delete=models.PROTECT, related_name="certificate"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pemegang"),
        on_delete=models.PROTECT,
        related_name="certificates",
    )
    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("situs"), on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    running_number = models.PositiveIntegerField()
    number = models.CharField(_("nomor"), max_length=120)
    issued_at = models.DateTimeField(_("terbit"))
    printed = models.JSONField()
    file = models.FileField(upload_to=stored_under, storage=private_storage, blank=True)
    picture = models.FileField(upload_to=stored_under, storage=private_storage, blank=True)
    revoked_at = models.DateTimeField(_("dicabut pada"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dicabut oleh"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    revocation_reason = models.CharField(_("alasan pencabutan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("sertifikat")
        verbose_name_plural = _("sertifikat")
        ordering = ("-issued_at",)
        default_permissions = ("view",)
        permissions = (("revoke_certificate", _("Dapat mencabut sertifikat")),)
        constraints = (
            models.UniqueConstraint(
                fields=["site", "year", "running_number"], name="certificates_number_once"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | ~Q(revocation_reason=""),
                name="certificates_revoked_has_reason",
            ),
        )

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Return the address of the public check."""
        return reverse("certificates:certificate", args=[self.uuid])

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def passed_on(self) -> date:
        """The day that is printed."""
        return date.fromisoformat(self.printed["issued_on"])

    @property
    def holder_name(self) -> str:
        """The name that is printed."""
        return str(self.printed["holder"])

    @property
    def course_title(self) -> str:
        """The title that is printed."""
        return str(self.printed["course"])

    @property
    def organiser(self) -> str:
        """Who issued it, as printed: the agency, or where none is named what stands above it."""
        names = ("agency", "ministry", "platform")
        return next((str(self.printed[name]) for name in names if self.printed[name]), "")

    @property
    def status(self) -> str | Promise:
        return _("Dicabut") if self.is_revoked else _("Berlaku")
