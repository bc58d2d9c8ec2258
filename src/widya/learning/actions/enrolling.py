"""How an enrolment begins and ends."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from widya.accounts.models import User
from widya.catalog.actions import count_learner
from widya.catalog.models import CoursePage, CourseRun
from widya.catalog.queries import open_run
from widya.learning import errors, signals
from widya.learning.models import Enrolment
from widya.learning.queries import enrolment_for


@transaction.atomic
def enrol(user: User, course: CoursePage, *, now: datetime) -> Enrolment:
    """Enrol the person on the course's run that takes enrolments now.

    Who is or was enrolled on the course keeps that enrolment, whatever came of it.

    Raises:
        NotPublished: the course is not public.
        RunClosed: no run takes enrolments at ``now``.
        QuotaFull: the run has no place left.
    """
    if not course.live:
        raise errors.NotPublished
    run = open_run(course, now=now)
    is_full = run is not None and _is_full(run)
    if enrolment := enrolment_for(user, course.pk):
        return enrolment
    if run is None:
        raise errors.RunClosed
    if is_full:
        raise errors.QuotaFull
    return _enrol_on(run, user, now=now)


def _is_full(run: CourseRun) -> bool:
    if run.quota is None:
        return False
    # Without the lock, two people could take the last place at once.
    CourseRun.objects.select_for_update().get(pk=run.pk)
    return run.enrolments.count() >= run.quota


def _enrol_on(run: CourseRun, user: User, *, now: datetime) -> Enrolment:
    enrolment, is_new = Enrolment.objects.get_or_create(
        user=user, run=run, defaults={"enrolled_at": now}
    )
    if is_new:
        count_learner(run.course_id)
        signals.enrolled.send(Enrolment, enrolment=enrolment, now=now)
    return enrolment


def finish_enrolment(enrolment_id: int, *, is_passed: bool, now: datetime) -> None:
    """End an active enrolment; ``course_completed`` is sent when it becomes passed.

    What ended stays as it ended: a failed one never becomes passed, nor the other way round.
    """
    finish_enrolments({enrolment_id: now}, is_passed=is_passed)


@transaction.atomic
def finish_enrolments(moments: Mapping[int, datetime], *, is_passed: bool) -> None:
    """End those of the enrolments that are active, each at its moment, by their ids."""
    active = Enrolment.objects.filter(pk__in=moments, state=Enrolment.State.ACTIVE)
    locked = active.select_for_update(of=("self",)).select_related("run", "user")
    # One course serves all of them; it is read apart from them, for its many columns.
    enrolments = list(locked.order_by("pk").prefetch_related("run__course"))
    state = Enrolment.State.PASSED if is_passed else Enrolment.State.FAILED
    for enrolment in enrolments:
        enrolment.state, enrolment.finished_at = state, moments[enrolment.pk]
    _save_end(enrolments, state)
    if is_passed and enrolments:
        signals.course_completed.send(Enrolment, enrolments=enrolments)


def _save_end(enrolments: Sequence[Enrolment], state: str) -> None:
    ids_by_moment = defaultdict(list)
    for enrolment in enrolments:
        ids_by_moment[enrolment.ended_at].append(enrolment.pk)
    for moment, ids in ids_by_moment.items():
        Enrolment.objects.filter(pk__in=ids).update(state=state, finished_at=moment)


@transaction.atomic
def reopen_enrolment(enrolment_id: int) -> None:
    """Let a failed enrolment go on: what made it fail was judged otherwise since.

    A passed one stays passed; its certificate may be out.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment_id)
    if enrolment.state != Enrolment.State.FAILED:
        return
    enrolment.state, enrolment.finished_at = Enrolment.State.ACTIVE, None
    enrolment.save(update_fields=["state", "finished_at"])
