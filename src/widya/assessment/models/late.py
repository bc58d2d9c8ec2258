"""Answers that came too late to be taken, for staff to decide about."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LateAnswer(models.Model):
    """The last answer to a question that was made in time, as the browser says, and came too late.

    It counts only when staff accept it; then a new grade supersedes the attempt's.
    ``choices`` holds indexes of the revision's choices.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu keputusan")
        ACCEPTED = "accepted", _("Diterima")
        REJECTED = "rejected", _("Ditolak")

    attempt = models.ForeignKey(
        "assessment.Attempt", on_delete=models.PROTECT, related_name="late_answers"
    )
    position = models.PositiveSmallIntegerField(_("nomor soal"))
    choices = models.JSONField(default=list)
    made_at = models.DateTimeField(_("dijawab menurut peramban"))
    received_at = models.DateTimeField(_("diterima server"))
    state = models.CharField(
        _("keadaan"), max_length=8, choices=State, default=State.WAITING, db_index=True
    )
    decided_at = models.DateTimeField(_("diputuskan"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("oleh"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField(_("alasan"), blank=True, max_length=1000)

    class Meta:
        verbose_name = _("jawaban terlambat")
        verbose_name_plural = _("jawaban terlambat")
        constraints = (
            models.UniqueConstraint(
                fields=["attempt", "position"], name="assessment_lateanswer_once"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="assessment_lateanswer_decided_has_moment",
            ),
        )

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.position} ({self.state})"
