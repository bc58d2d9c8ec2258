"""How an enrolment begins and ends."""

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


@transaction.atomic
def finish_enrolment(enrolment_id: int, *, is_passed: bool, now: datetime) -> None:
    """End an active enrolment; ``course_completed`` is sent when it becomes passed.

    What ended stays as it ended: a failed one never becomes passed, nor the other way round.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("run__course", "user")
        .get(pk=enrolment_id)
    )
    if enrolment.state != Enrolment.State.ACTIVE:
        return
    enrolment.state = Enrolment.State.PASSED if is_passed else Enrolment.State.FAILED
    enrolment.finished_at = now
    enrolment.save(update_fields=["state", "finished_at"])
    if is_passed:
        signals.course_completed.send(Enrolment, enrolment=enrolment, now=now)


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
