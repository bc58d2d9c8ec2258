"""What people do with courses.

An enrolment is the root of everything a learner does in a course run; rows here are facts and are
never rewritten to suit a changed course.
"""

import uuid
from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from widya.core.records import Record


class Enrolment(Record, models.Model):
    """One person on one course run; ``active → passed | failed``."""

    class State(models.TextChoices):
        ACTIVE = "active", _("Aktif")
        PASSED = "passed", _("Lulus")
        FAILED = "failed", _("Tidak Lulus")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments"
    )
    run = models.ForeignKey(
        "catalog.CourseRun", on_delete=models.PROTECT, related_name="enrolments"
    )
    state = models.CharField(max_length=6, choices=State, default=State.ACTIVE)
    enrolled_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    progress_percent = models.PositiveSmallIntegerField(default=0)
    last_element = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    last_visited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kepesertaan")
        verbose_name_plural = _("peserta")
        constraints = (
            models.UniqueConstraint(fields=["user", "run"], name="learning_enrolment_once"),
            models.CheckConstraint(
                condition=Q(progress_percent__lte=100), name="learning_enrolment_progress_to_100"
            ),
            models.CheckConstraint(
                condition=Q(state="active", finished_at=None)
                | Q(state__in=["passed", "failed"], finished_at__isnull=False),
                name="learning_enrolment_finished_has_moment",
            ),
        )
        indexes = (models.Index(fields=["user", "state"], name="learning_enrolment_user_state"),)

    def __str__(self) -> str:
        return f"{self.user_id} → {self.run_id} ({self.state})"

    @property
    def ended_at(self) -> datetime:
        """Return when it was passed or failed.

        Raises:
            ValueError: it is active.
        """
        if self.finished_at is None:
            raise ValueError(f"Enrolment {self.pk} is not finished")
        return self.finished_at


class Completion(Record, models.Model):
    """The fact that a learner completed an element of a course."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="completions")
    element = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("penyelesaian")
        verbose_name_plural = _("penyelesaian")
        constraints = (
            models.UniqueConstraint(
                fields=["enrolment", "element"], name="learning_completion_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.element_id}"


class Watching(Record, models.Model):
    """How far a learner watched a lesson's video.

    ``seconds`` are the seconds really played, each counted once: merged, sorted half-open
    ranges ``[[from, to], …]`` in whole seconds.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="watchings")
    lesson = models.ForeignKey("catalog.LessonPage", on_delete=models.PROTECT, related_name="+")
    position_seconds = models.PositiveIntegerField(default=0)
    duration_seconds = models.PositiveIntegerField(default=0)
    ranges = models.JSONField(default=list)
    watched_seconds = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tontonan")
        verbose_name_plural = _("tontonan")
        constraints = (
            models.UniqueConstraint(fields=["enrolment", "lesson"], name="learning_watching_once"),
        )

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.lesson_id} ({self.watched_seconds} s)"


class Favourite(Record, models.Model):
    """A course that a person keeps for later."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="favourites"
    )
    course = models.ForeignKey(
        "catalog.CoursePage", on_delete=models.CASCADE, related_name="favourites"
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("favorit")
        verbose_name_plural = _("favorit")
        constraints = (
            models.UniqueConstraint(fields=["user", "course"], name="learning_favourite_once"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} ♥ {self.course_id}"


class Review(Record, models.Model):
    """What someone who finished a course says of it; one each, changeable."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="review")
    stars = models.PositiveSmallIntegerField(
        _("bintang"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    text = models.TextField(_("ulasan"), max_length=1000, blank=True)
    written_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    hidden_reason = models.CharField(_("alasan disembunyikan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("ulasan")
        verbose_name_plural = _("ulasan")
        constraints = (
            models.CheckConstraint(
                condition=Q(stars__gte=1, stars__lte=5), name="learning_review_stars_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(hidden_at=None) | ~Q(hidden_reason=""),
                name="learning_review_hidden_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.enrolment.user}: {self.stars}/5"
