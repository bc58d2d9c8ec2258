"""Pauses: staff stop the clocks of an assessment, as during an outage."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Pause(models.Model):
    """A time in which no open attempt's clock at the assessment goes; one at a time.

    Who began and ended it, and why, stands in the log.
    """

    assessment = models.ForeignKey(
        "assessment.AssessmentPage", on_delete=models.CASCADE, related_name="pauses"
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("jeda")
        verbose_name_plural = _("jeda")
        constraints = (
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(ended_at=None),
                name="assessment_pause_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.started_at}"
