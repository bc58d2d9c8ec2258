"""Grading: what a closed attempt's answers are worth, and what follows for the course.

Responses are what was answered and how it was judged first; they are never edited. What is judged
otherwise later (staff accepted a late answer, an author corrected a key) is said by a new grade,
which supersedes.
"""

import itertools
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from widya.assessment import scoring
from widya.assessment.models import Attempt, Grade, LateAnswer, Response
from widya.assessment.queries import attempts_counted
from widya.assessment.revisions import FrozenItem, frozen_items
from widya.assessment.rules import Rules, rules_of
from widya.learning.actions import complete_element, finish_enrolment, reopen_enrolment
from widya.learning.errors import UnknownElement
from widya.learning.models import Enrolment

logger = logging.getLogger(__name__)


def grade(attempts: Sequence[Attempt], *, now: datetime) -> None:
    """Judge what was saved when these attempts were closed, and let that have its consequences."""
    items = frozen_items({entry["revision"] for one in attempts for entry in one.form})
    responses = [_responses(attempt, items) for attempt in attempts]
    grades = [
        _grade(attempt, sum(one.is_right for one in given), now=now)
        for attempt, given in zip(attempts, responses, strict=True)
    ]
    Response.objects.bulk_create(itertools.chain.from_iterable(responses))
    Grade.objects.bulk_create(grades)
    counted = attempts_counted([one.enrolment_id for one in attempts])
    rules = {pk: rules_of(pk) for pk in {one.assessment_id for one in attempts}}
    for attempt, made in zip(attempts, grades, strict=True):
        _carry_out(
            attempt,
            rules[attempt.assessment_id],
            is_passed=made.is_passed,
            counted=counted[attempt.enrolment_id, attempt.assessment_id],
            now=attempt.closed_at or now,
        )


def _grade(attempt: Attempt, right: int, *, now: datetime) -> Grade:
    score = scoring.score_of(right, len(attempt.form))
    is_passed = scoring.is_passed(score, attempt.pass_mark)
    return Grade(attempt_id=attempt.pk, score=score, is_passed=is_passed, graded_at=now)


def _responses(attempt: Attempt, items: Mapping[int, FrozenItem]) -> list[Response]:
    return [
        _response(attempt, position, entry["revision"], items[entry["revision"]])
        for position, entry in enumerate(attempt.form, start=1)
    ]


def _response(attempt: Attempt, position: int, revision_id: int, item: FrozenItem) -> Response:
    choices = attempt.answers.get(str(position), {}).get("choices", [])
    return Response(
        attempt_id=attempt.pk,
        position=position,
        revision_id=revision_id,
        choices=choices,
        is_right=scoring.is_right(item.key, choices),
    )


def regrade(attempt: Attempt, keys: dict[int, list[int]], *, now: datetime) -> Grade | None:
    """Judge a closed attempt again by ``keys`` (by revision); return the new grade if it differs.

    A course that was failed for want of this pass is passed. One that was passed stays so: whether
    a certificate is revoked is for people to decide.
    """
    current = attempt.grades.get(superseded_at=None)
    found = judged_again(attempt, keys, now=now)
    if (found.score, found.corrections) == (current.score, current.corrections):
        return None
    current.superseded_at = now
    current.save(update_fields=["superseded_at"])
    found.save()
    if found.is_passed and not current.is_passed:
        _pass_after_all(attempt, now=now)
    return found


def judged_again(attempt: Attempt, keys: dict[int, list[int]], *, now: datetime) -> Grade:
    """Return the grade, not saved, that the attempt deserves by these keys and accepted answers."""
    accepted = attempt.late_answers.filter(state=LateAnswer.State.ACCEPTED)
    late = dict(accepted.values_list("position", "choices"))
    items = frozen_items([entry["revision"] for entry in attempt.form])
    responses = list(attempt.responses.order_by("position"))
    corrections: dict[str, Any] = {}
    right = 0
    for response in responses:
        key = keys[response.revision_id]
        choices = late.get(response.position, response.choices)
        is_right = scoring.is_right(key, choices)
        right += is_right
        if key != items[response.revision_id].key or choices != response.choices:
            correction = {"choices": choices, "is_right": is_right, "key": key}
            corrections[str(response.position)] = correction
    found = _grade(attempt, right, now=now)
    found.corrections = corrections
    return found


def _pass_after_all(attempt: Attempt, *, now: datetime) -> None:
    if attempt.enrolment.state == Enrolment.State.FAILED:
        reopen_enrolment(attempt.enrolment_id)
    _complete(attempt, rules_of(attempt.assessment_id), now=now)


def _carry_out(
    attempt: Attempt, rules: Rules, *, is_passed: bool, counted: int, now: datetime
) -> None:
    """Let a grade have its consequences for the course; ``now`` is when they came about."""
    if is_passed:
        _complete(attempt, rules, now=now)
    elif _is_asked_for(rules) and counted >= rules.attempts_allowed:
        finish_enrolment(attempt.enrolment_id, is_passed=False, now=now)


def _complete(attempt: Attempt, rules: Rules, *, now: datetime) -> None:
    try:
        complete_element(attempt.enrolment, rules.pk, now=now)
    except UnknownElement:
        logger.warning("Assessment %s left its course during an attempt", rules.pk)
    if rules.is_final_exam:
        finish_enrolment(attempt.enrolment_id, is_passed=True, now=now)


def _is_asked_for(rules: Rules) -> bool:
    """Return whether the course waits for a pass of this assessment."""
    return rules.is_final_exam or rules.is_required
