"""Starting an attempt: once, however often it is asked for."""

import logging
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from widya.accounts.models import User
from widya.assessment import errors
from widya.assessment.actions.closing import hand_in_overdue
from widya.assessment.drawing import Pool, TooFewItems, draw, order_of_choices
from widya.assessment.models import AssessmentPage, Attempt, ItemRevision
from widya.assessment.queries import current_revisions
from widya.assessment.standing import standing_of
from widya.catalog.queries import course_id_of, course_outline
from widya.learning.models import Enrolment
from widya.learning.queries import enrolment_for

logger = logging.getLogger(__name__)


def start_attempt(user: User, assessment: AssessmentPage, *, now: datetime, rng: Random) -> Attempt:
    """Return a new attempt, or the one that is open; an overdue one is handed in first.

    Raises:
        NotEnrolled: the person is not enrolled on the course.
        AssessmentUnavailable: not published, or its banks hold too few items.
        RequirementsMissing: something must be completed first.
        NoAttemptLeft: all attempts are used up.
        EnrolmentFinished: the course was passed or failed (AlreadyPassed: by this exam).
    """
    hand_in_overdue(user, assessment, now=now)
    return _start(user, assessment, now=now, rng=rng)


@transaction.atomic
def _start(user: User, assessment: AssessmentPage, *, now: datetime, rng: Random) -> Attempt:
    outline = course_outline(course_id_of(assessment))
    enrolment = enrolment_for(user, outline.course_id)
    if enrolment is None:
        raise errors.NotEnrolled
    # The lock makes the second of two starts see the first one's attempt.
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    standing = standing_of(enrolment, assessment, outline)
    if standing.open_attempt:
        return standing.open_attempt
    if standing.obstacle:
        raise standing.obstacle
    form = _draw_form(assessment, rng)
    return Attempt.objects.create(
        enrolment=enrolment,
        user=user,
        assessment=assessment,
        number=standing.next_number,
        started_at=now,
        deadline_at=now + timedelta(minutes=assessment.time_limit_minutes),
        time_limit_minutes=assessment.time_limit_minutes,
        pass_mark=assessment.pass_mark,
        question_count=len(form),
        form=form,
    )


def _draw_form(assessment: AssessmentPage, rng: Random) -> list[dict[str, Any]]:
    try:
        drawn = draw(_pools(assessment), shuffles=assessment.shuffles_items, rng=rng)
    except TooFewItems as error:
        logger.exception("Assessment %s cannot be drawn", assessment.pk)
        raise errors.AssessmentUnavailable from error
    revisions = ItemRevision.objects.only("kind", "choices").in_bulk(drawn)
    return [_entry(revisions[pk], assessment, rng) for pk in drawn]


def _pools(assessment: AssessmentPage) -> list[Pool]:
    sources = list(assessment.sources.all())
    revisions = current_revisions([source.bank_id for source in sources])
    pairs = list(revisions.values_list("item__bank_id", "pk"))
    return [
        Pool([pk for bank_id, pk in pairs if bank_id == source.bank_id], source.draw_count)
        for source in sources
    ]


def _entry(revision: ItemRevision, assessment: AssessmentPage, rng: Random) -> dict[str, Any]:
    order = order_of_choices(
        revision.kind, len(revision.choices), shuffles=assessment.shuffles_choices, rng=rng
    )
    return {"revision": revision.pk, "kind": revision.kind, "order": order}
