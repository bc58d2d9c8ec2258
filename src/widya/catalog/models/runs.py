"""When a course can be taken, and what is counted of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .courses import CoursePage


class CourseRun(models.Model):
    """A sitting of a course: open-ended (made with the course), or with dates and a quota."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Goes with its course; enrolments protect a run, and so the course, that people learned in.
    course = models.ForeignKey(CoursePage, on_delete=models.CASCADE, related_name="runs")
    title = models.CharField(_("nama"), max_length=120, blank=True)
    opens_at = models.DateTimeField(_("dibuka"), null=True, blank=True)
    closes_at = models.DateTimeField(_("ditutup"), null=True, blank=True)
    quota = models.PositiveIntegerField(_("kuota"), null=True, blank=True)

    class Meta:
        verbose_name = _("penyelenggaraan")
        verbose_name_plural = _("penyelenggaraan")
        constraints = (
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(opens_at=None, closes_at=None),
                name="catalog_courserun_one_open_ended",
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None)
                | Q(closes_at=None)
                | Q(closes_at__gt=models.F("opens_at")),
                name="catalog_courserun_opens_before_it_closes",
            ),
        )

    def __str__(self) -> str:
        return self.title or str(self.course)


class CourseFigures(models.Model):
    """Counts shown with a course, kept up to date by events and recomputable from the facts."""

    course = models.OneToOneField(CoursePage, on_delete=models.CASCADE, related_name="figures")
    material_count = models.PositiveIntegerField(default=0)
    learner_count = models.PositiveIntegerField(default=0)
    review_count = models.PositiveIntegerField(default=0)
    star_sum = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("angka pelatihan")
        verbose_name_plural = _("angka pelatihan")

    def __str__(self) -> str:
        return f"{self.course_id}: {self.learner_count}"

    @property
    def average_stars(self) -> float | None:
        """Return the mean rating from 1 to 5, or None without reviews."""
        return self.star_sum / self.review_count if self.review_count else None
