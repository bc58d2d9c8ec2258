"""Starting an attempt: once, however often it is asked for."""

import logging
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from widya.accounts.models import User
from widya.assessment import errors
from widya.assessment.actions.closing import hand_in_overdue
from widya.assessment.drawing import Pool, TooFewItems, draw, order_of_choices
from widya.assessment.models import AssessmentPage, Attempt
from widya.assessment.queries import extra_minutes_for
from widya.assessment.rules import Drawable, Rules, rules_of
from widya.assessment.standing import standing_of
from widya.catalog.queries import course_outline
from widya.core.prepared import prepared
from widya.learning.models import Enrolment

logger = logging.getLogger(__name__)


def start_attempt(
    user: User, assessment: AssessmentPage | Rules, *, now: datetime, rng: Random
) -> Attempt:
    """Return a new attempt, or the one that is open; an overdue one is handed in first.

    It lasts as long as the assessment says and the person's extra time adds, and never beyond the
    assessment's closing.

    Raises:
        NotEnrolled: the person is not enrolled on the course.
        AssessmentUnavailable: not published, or its banks hold too few items.
        RequirementsMissing: something must be completed first.
        NotOpenYet, ClosedForGood: it is not the time for it.
        NoAttemptLeft: all attempts are used up.
        EnrolmentFinished: the course was passed or failed (AlreadyPassed: by this exam).
    """
    rules = rules_of(assessment.pk)
    attempt = _open_or_new(user, rules, now=now, rng=rng)
    if not attempt.is_overdue(now):
        return attempt
    hand_in_overdue(attempt, now=now)
    return _open_or_new(user, rules, now=now, rng=rng)


@transaction.atomic
def _open_or_new(user: User, rules: Rules, *, now: datetime, rng: Random) -> Attempt:
    # The lock makes the second of two starts see the first one's attempt.
    enrolment = _locked_enrolments.first(user, rules.course_id)
    if enrolment is None:
        raise errors.NotEnrolled
    standing = standing_of(enrolment, rules, course_outline(rules.course_id), now=now)
    if standing.open_attempt:
        return standing.open_attempt
    if standing.obstacle:
        raise standing.obstacle
    return _begin(enrolment, rules, number=standing.next_number, now=now, rng=rng)


@prepared
def _locked_enrolments(user: User, course_id: int) -> QuerySet[Enrolment]:
    own = Enrolment.objects.filter(user=user, run__course=course_id)
    return own.select_for_update(of=("self",)).order_by("-enrolled_at", "-pk")[:1]


def _begin(
    enrolment: Enrolment, rules: Rules, *, number: int, now: datetime, rng: Random
) -> Attempt:
    form = _draw_form(rules, rng)
    minutes = rules.time_limit_minutes + extra_minutes_for(enrolment.user_id, rules)
    deadline_at = now + timedelta(minutes=minutes)
    if rules.closes_at:
        deadline_at = min(deadline_at, rules.closes_at)
    return Attempt.objects.create(
        enrolment=enrolment,
        user_id=enrolment.user_id,
        assessment_id=rules.pk,
        number=number,
        started_at=now,
        deadline_at=deadline_at,
        grace_ends_at=deadline_at + timedelta(seconds=rules.grace_seconds),
        time_limit_minutes=minutes,
        pass_mark=rules.pass_mark,
        question_count=len(form),
        form=form,
    )


def _draw_form(rules: Rules, rng: Random) -> list[dict[str, Any]]:
    items = {item.revision_id: item for source in rules.sources for item in source.items}
    pools = [
        Pool([item.revision_id for item in source.items], source.draw_count)
        for source in rules.sources
    ]
    try:
        drawn = draw(pools, shuffles=rules.shuffles_items, rng=rng)
    except TooFewItems as error:
        logger.exception("Assessment %s cannot be drawn", rules.pk)
        raise errors.AssessmentUnavailable from error
    return [_entry(items[pk], rules, rng) for pk in drawn]


def _entry(item: Drawable, rules: Rules, rng: Random) -> dict[str, Any]:
    order = order_of_choices(item.kind, item.choice_count, shuffles=rules.shuffles_choices, rng=rng)
    return {"revision": item.revision_id, "kind": item.kind, "order": order}
