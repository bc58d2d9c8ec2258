"""The ledger of credit hours (JP).

Entries are only ever added; a correction is a new entry with the opposite amount. Unique per
source, so that a repeated event is harmless.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from widya.core.records import Record


class Credit(Record, models.Model):
    """Credit hours that a person earned by one event; 1 JP = 45 minutes (PP 11/2017)."""

    class Form(models.IntegerChoices):
        """SIASN's code of the form of development (``jenisDiklatId``)."""

        E_LEARNING = 16, _("E-learning")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="credits"
    )
    source = models.CharField(max_length=80)
    title = models.CharField(_("kegiatan"), max_length=255)
    form = models.PositiveSmallIntegerField(_("bentuk"), choices=Form)
    amount_jp = models.SmallIntegerField(_("jumlah JP"))
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("jam pelajaran")
        verbose_name_plural = _("jam pelajaran")
        ordering = ("-ends_on", "-pk")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(fields=["user", "source"], name="credits_source_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="credits_ends_after_start"
            ),
        )
        indexes = (models.Index(fields=["user", "ends_on"], name="credits_user_year"),)

    def __str__(self) -> str:
        return f"{self.title}: {self.amount_jp} JP"
