"""How an element of a course is completed, by one learner or by many at once.

Many at once are those whose exam ends in the same moment: a few statements serve all of them.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from widya.catalog.queries import Outline, course_outline
from widya.learning import errors, progress, signals
from widya.learning.actions.enrolling import finish_enrolments
from widya.learning.models import Completion, Enrolment
from widya.learning.queries import completed_by_enrolment

EVERYTHING = 100  # percent


def complete_element(enrolment: Enrolment, element_id: int, *, now: datetime) -> None:
    """Record that the learner completed the element; again changes nothing.

    The last of what a course without a final exam asks for passes the enrolment.

    Raises:
        UnknownElement: the element is not part of the enrolment's course.
    """
    complete_element_for({enrolment: now}, element_id)


@transaction.atomic
def complete_element_for(moments: Mapping[Enrolment, datetime], element_id: int) -> None:
    """Record that each of these learners completed the element of their course, and when.

    Raises:
        UnknownElement: the element is not part of the enrolments' course.
    """
    outline = course_outline(next(iter(moments)).run.course_id)
    if outline.find(element_id) is None:
        raise errors.UnknownElement
    # The locks let whoever counts the completions see all of them.
    ids = [enrolment.pk for enrolment in moments]
    list(Enrolment.objects.select_for_update().filter(pk__in=ids).order_by("pk").values("pk"))
    completed = completed_by_enrolment(ids)
    new = {each: now for each, now in moments.items() if element_id not in completed[each.pk]}
    Completion.objects.bulk_create(
        Completion(enrolment=enrolment, element_id=element_id, completed_at=now)
        for enrolment, now in new.items()
    )
    for enrolment in new:
        completed[enrolment.pk].add(element_id)
        enrolment.progress_percent = progress.progress_percent(outline, completed[enrolment.pk])
    _save_progress(new)
    for enrolment, now in new.items():
        signals.element_completed.send(
            Enrolment, enrolment=enrolment, element_id=element_id, now=now
        )
    _pass_without_exam(new, outline)


def _save_progress(enrolments: Collection[Enrolment]) -> None:
    for percent in {enrolment.progress_percent for enrolment in enrolments}:
        ids = [each.pk for each in enrolments if each.progress_percent == percent]
        Enrolment.objects.filter(pk__in=ids).update(progress_percent=percent)


def _pass_without_exam(moments: Mapping[Enrolment, datetime], outline: Outline) -> None:
    done = {each.pk: now for each, now in moments.items() if each.progress_percent == EVERYTHING}
    if done and outline.final_exam is None:
        finish_enrolments(done, is_passed=True)
