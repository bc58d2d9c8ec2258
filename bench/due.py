"""Hand in thousands of attempts whose time ended in the same moment, as one worker does.

Everybody has completed the course but for its final exam and answered all of its questions; every
second one passes, so gets a certificate and an entry of JP. The certificates' files are not made.
"""

import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Site  # noqa: E402

from bench.jobs import tell  # noqa: E402
from bench.world import COURSE  # noqa: E402
from widya.accounts.models import User  # noqa: E402
from widya.assessment.actions import start_attempt  # noqa: E402
from widya.assessment.models import AssessmentPage, Attempt, Grade  # noqa: E402
from widya.assessment.revisions import frozen_items  # noqa: E402
from widya.assessment.tasks import hand_in_due_attempts  # noqa: E402
from widya.catalog.models import CoursePage  # noqa: E402
from widya.catalog.queries import course_outline  # noqa: E402
from widya.certificates.models import Certificate  # noqa: E402
from widya.learning.models import Completion, Enrolment  # noqa: E402

WRONG: list[int] = []


def main(count: int) -> None:
    """Make the attempts, hand them in, and look whether all are judged once."""
    certificates = Certificate.objects.count()
    with transaction.atomic():
        attempts = make_attempts(count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    tell(hand_in_due_attempts)
    assert Grade.objects.filter(attempt__in=attempts).count() == count
    assert Certificate.objects.count() == certificates + count // 2


def make_attempts(count: int) -> list[int]:
    """Make attempts of new people at the final exam, a minute past their grace; return their ids.

    Not the attempts: a worker's memory does not hold them either.
    """
    course = CoursePage.objects.get(slug=COURSE)
    final_exam = course_outline(course.pk).final_exam
    assert final_exam is not None
    exam = AssessmentPage.objects.get(pk=final_exam.id)
    minutes = exam.time_limit_minutes + 1
    then = timezone.now() - timedelta(minutes=minutes, seconds=exam.grace_seconds)
    enrolments = list(enrolled(course, count, then))
    first = start_attempt(enrolments[0].user, exam, now=then, rng=Random(1))
    first.answers = answers_to(first, is_right=True)
    first.save()
    others = Attempt.objects.bulk_create(
        copy_of(first, enrolment, is_right=number % 2 == 0)
        for number, enrolment in enumerate(enrolments[1:], start=1)
    )
    return [attempt.pk for attempt in (first, *others)]


def enrolled(course: CoursePage, count: int, now: datetime) -> Iterable[Enrolment]:
    """Return new people's enrolments with all completed that the exam asks for."""
    site = Site.objects.get(is_default_site=True)
    users = User.objects.bulk_create(
        User(
            username=f"tenggat-{number:05}",
            name=f"Peserta Tenggat {number}",
            email=f"tenggat-{number:05}@example.id",
            joined_through=site,
        )
        for number in range(count)
    )
    run = course.runs.get()
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(user=user, run=run, enrolled_at=now) for user in users
    )
    required = course_outline(course.pk).required
    Completion.objects.bulk_create(
        Completion(enrolment=enrolment, element_id=element.id, completed_at=now)
        for enrolment in enrolments
        for element in required
    )
    return enrolments


def copy_of(attempt: Attempt, enrolment: Enrolment, *, is_right: bool) -> Attempt:
    """Return another person's attempt at the same questions, not saved."""
    facts = (
        *("assessment_id", "number", "started_at", "deadline_at", "grace_ends_at"),
        *("time_limit_minutes", "pass_mark", "question_count", "form"),
    )
    return Attempt(
        enrolment=enrolment,
        user_id=enrolment.user_id,
        answers=answers_to(attempt, is_right=is_right),
        **{name: getattr(attempt, name) for name in facts},
    )


def answers_to(attempt: Attempt, *, is_right: bool) -> dict[str, Any]:
    """Return answers to all questions, all right or all wrong."""
    revisions = [entry["revision"] for entry in attempt.form]
    items = frozen_items(revisions)
    return {
        str(position): {"choices": items[pk].key if is_right else WRONG, "doubtful": False}
        for position, pk in enumerate(revisions, start=1)
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
