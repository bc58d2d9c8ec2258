"""Grading: what a closed attempt's answers are worth, and what follows for the course.

Responses are what was answered and how it was judged first; they are never edited. What is judged
otherwise later (staff accepted a late answer, an author corrected a key) is said by a new grade,
which supersedes.
"""

import itertools
import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from widya.assessment import scoring
from widya.assessment.actions.responses import judged, save_responses
from widya.assessment.models import Attempt, Grade, LateAnswer
from widya.assessment.queries import attempts_counted
from widya.assessment.revisions import frozen_items
from widya.assessment.rules import Rules, rules_of
from widya.learning.actions import complete_element_for, finish_enrolments, reopen_enrolment
from widya.learning.errors import UnknownElement
from widya.learning.models import Enrolment

logger = logging.getLogger(__name__)


def grade(attempts: Sequence[Attempt], *, now: datetime) -> None:
    """Judge what was saved when these attempts were closed, and let that have its consequences."""
    items = frozen_items({entry["revision"] for one in attempts for entry in one.form})
    responses = [judged(attempt, items) for attempt in attempts]
    grades = [
        _grade(attempt, sum(one.is_right for one in given), now=now)
        for attempt, given in zip(attempts, responses, strict=True)
    ]
    save_responses(itertools.chain.from_iterable(responses))
    Grade.objects.bulk_create(grades)
    passed = {one.pk for one, made in zip(attempts, grades, strict=True) if made.is_passed}
    counted = attempts_counted([one.enrolment_id for one in attempts])
    for assessment_id in sorted({one.assessment_id for one in attempts}):
        of_it = [one for one in attempts if one.assessment_id == assessment_id]
        _carry_out(of_it, rules_of(assessment_id), passed=passed, counted=counted, now=now)


def _grade(attempt: Attempt, right: int, *, now: datetime) -> Grade:
    score = scoring.score_of(right, len(attempt.form))
    is_passed = scoring.is_passed(score, attempt.pass_mark)
    return Grade(attempt_id=attempt.pk, score=score, is_passed=is_passed, graded_at=now)


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
    _complete({attempt.enrolment: now}, rules_of(attempt.assessment_id))


def _carry_out(
    attempts: Sequence[Attempt],
    rules: Rules,
    *,
    passed: Collection[int],
    counted: Mapping[tuple[int, int], int],
    now: datetime,
) -> None:
    """Let what came of attempts at one assessment have its consequences for the course.

    They come about when each attempt was closed: that of a batch is not the same for all.
    """
    moments = {one: one.closed_at or now for one in attempts}
    _complete({one.enrolment: at for one, at in moments.items() if one.pk in passed}, rules)
    failed = {
        one.enrolment_id: at
        for one, at in moments.items()
        if one.pk not in passed and counted[one.enrolment_id, rules.pk] >= rules.attempts_allowed
    }
    if failed and _is_asked_for(rules):
        finish_enrolments(failed, is_passed=False)


def _complete(moments: Mapping[Enrolment, datetime], rules: Rules) -> None:
    if not moments:
        return
    try:
        complete_element_for(moments, rules.pk)
    except UnknownElement:
        logger.warning("Assessment %s left its course during an attempt", rules.pk)
    if rules.is_final_exam:
        finish_enrolments({each.pk: now for each, now in moments.items()}, is_passed=True)


def _is_asked_for(rules: Rules) -> bool:
    """Return whether the course waits for a pass of this assessment."""
    return rules.is_final_exam or rules.is_required
