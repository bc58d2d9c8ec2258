"""Attempts, their responses and grades.

While an attempt is open its answers live in its own row, so that saving one is a single UPDATE
which the row's lock serialises against the hand-in (ADR 0004). At the hand-in each
answer becomes a Response, scored once; only an attempt that staff open again gets them anew.
"""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from widya.core.records import Record


class Attempt(Record, models.Model):
    """One sitting of an assessment; ``open → submitted | expired | voided``.

    Attributes:
        form: what was asked, frozen: ``[{"revision": id, "kind": Item.Kind, "order": [choice
            index, …]}, …]``, one entry a question in the order shown; ``order`` lists the
            revision's choice indexes in the order shown.
        answers: ``{"<position from 1>": {"choices": [choice index, …], "doubtful": bool,
            "saved_at": ISO time, "client", "sequence", "made_ms"}}``; choice indexes are the
            revision's, not the shown order's; the last three are the act's (``acts.Act``).
        sequences: ``{client: the last sequence that was saved of it}``.
        deadline_at: when time is up.
        grace_ends_at: until when answers made before the deadline are still taken.
        paused_at: since when staff have stopped its clock; the end moves both moments.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Berlangsung")
        SUBMITTED = "submitted", _("Selesai")
        EXPIRED = "expired", _("Waktu habis")
        VOIDED = "voided", _("Dibatalkan")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(
        "learning.Enrolment", on_delete=models.PROTECT, related_name="attempts"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts"
    )
    assessment = models.ForeignKey(
        "assessment.AssessmentPage", on_delete=models.PROTECT, related_name="attempts"
    )
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField()
    grace_ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    time_limit_minutes = models.PositiveSmallIntegerField()
    pass_mark = models.PositiveSmallIntegerField()
    question_count = models.PositiveSmallIntegerField()
    form = models.JSONField()
    answers = models.JSONField(default=dict)
    sequences = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("pengerjaan")
        verbose_name_plural = _("pengerjaan")
        constraints = (
            models.UniqueConstraint(
                fields=["enrolment", "assessment"],
                condition=Q(state="open"),
                name="assessment_attempt_one_open",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "assessment", "number"],
                name="assessment_attempt_number_once",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="assessment_attempt_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(grace_ends_at__gte=F("deadline_at")),
                name="assessment_attempt_grace_after_deadline",
            ),
        )
        indexes = (
            models.Index(
                fields=["grace_ends_at"], condition=Q(state="open"), name="assessment_attempt_due"
            ),
            models.Index(fields=["user", "-started_at"], name="assessment_attempt_history"),
        )

    def __str__(self) -> str:
        return f"{self.uuid} ({self.state})"

    def clock(self, now: datetime) -> datetime:
        """Return what the attempt's clock shows at ``now``: it stands still during a pause."""
        return self.paused_at or now

    def is_overdue(self, now: datetime) -> bool:
        """Return whether nothing more is taken, whatever the state."""
        return self.paused_at is None and self.grace_ends_at <= now


class Response(Record, models.Model):
    """A question of a closed attempt with what was answered, as it was scored.

    ``choices`` holds indexes of the revision's choices; empty when unanswered.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="responses")
    position = models.PositiveSmallIntegerField()
    revision = models.ForeignKey(
        "assessment.ItemRevision", on_delete=models.PROTECT, related_name="responses"
    )
    choices = models.JSONField(default=list)
    is_right = models.BooleanField()

    class Meta:
        verbose_name = _("jawaban")
        verbose_name_plural = _("jawaban")
        constraints = (
            models.UniqueConstraint(
                fields=["attempt", "position"], name="assessment_response_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.position}"


class Grade(Record, models.Model):
    """A judgement of a closed attempt; a regrade supersedes it and never edits it.

    Attributes:
        score: from 0 to 100 with two decimals.
        corrections: what it judged otherwise than the responses say:
            ``{"<position>": {"choices": [choice index, …], "is_right": bool, "key": [choice
            index, …]}}``.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="grades")
    score = models.DecimalField(max_digits=5, decimal_places=2)
    is_passed = models.BooleanField()
    graded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    corrections = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("nilai")
        verbose_name_plural = _("nilai")
        constraints = (
            models.UniqueConstraint(
                fields=["attempt"],
                condition=Q(superseded_at=None),
                name="assessment_grade_one_current",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=100), name="assessment_grade_0_to_100"
            ),
        )

    def __str__(self) -> str:
        return str(self.score)
