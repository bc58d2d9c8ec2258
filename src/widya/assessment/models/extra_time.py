"""Extra time: what a person needs to have the same chance as everybody else."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class ExtraTime(models.Model):
    """How much longer a person's attempts last, whatever the assessment; from the next start on."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("peserta"),
        on_delete=models.CASCADE,
        related_name="extra_time",
    )
    percent = models.PositiveSmallIntegerField(
        _("tambahan (persen)"), default=0, validators=[MaxValueValidator(300)]
    )
    minutes = models.PositiveSmallIntegerField(
        _("tambahan (menit)"), default=0, validators=[MaxValueValidator(600)]
    )
    reason = models.TextField(_("alasan"), max_length=1000)

    class Meta:
        verbose_name = _("waktu tambahan")
        verbose_name_plural = _("waktu tambahan")
        ordering = ("user__name",)

    def __str__(self) -> str:
        return str(self.user)
