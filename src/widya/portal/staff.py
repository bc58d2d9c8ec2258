"""What the staff's start page shows of their site."""

from datetime import datetime
from typing import Any

from django.db.models import Count, F, QuerySet

from widya.assessment.queries import running_attempts
from widya.learning.models import Enrolment
from widya.learning.queries import passed_enrolments

COMPLETIONS = 8


def running_exams(root_path: str, *, now: datetime) -> list[dict[str, Any]]:
    """Return the site's exams that are being written: ``course``, ``exam``, ``people``."""
    attempts = running_attempts(now=now).filter(assessment__path__startswith=root_path)
    return list(
        attempts.values(course=F("enrolment__run__course__title"), exam=F("assessment__title"))
        .annotate(people=Count("pk"))
        .order_by("-people", "course", "exam")
    )


def newest_completions(root_path: str) -> QuerySet[Enrolment]:
    """Return the latest enrolments that were passed in courses of the site."""
    return passed_enrolments(root_path)[:COMPLETIONS]
