"""What happens at the same moment, with real connections against PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from tests.assessment.sitting import answer_rightly
from tests.assessment.world import make_world
from tests.worlds import NOW, make_user
from widya.assessment import errors, tasks
from widya.assessment.actions import (
    close_due_attempts,
    decide_late_answer,
    expiring,
    freeze_item,
    save_answer,
    start_attempt,
    submit_attempt,
)
from widya.assessment.models import Attempt, Grade, LateAnswer, Response
from widya.catalog.queries import course_outline
from widya.learning.actions import complete_element, enrol
from widya.learning.models import Enrolment

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def world(transactional_db):
    return make_world()


def at_once(*calls):
    """Run the calls in threads that set off together; return what each returned or raised."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait()
            return call()
        except errors.AssessmentError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def saving(learner, attempt, position, choice, *, now):
    def save():
        return save_answer(
            learner, attempt.uuid, position, choices=[choice], is_doubtful=False, now=now
        )

    return save


@pytest.mark.parametrize("seed", range(3))
def test_two_starts_at_once_give_one_attempt(ready, exam, learner, seed):
    def start():
        return start_attempt(learner, exam, now=NOW, rng=Random(seed))

    started = at_once(*[start] * 8)
    assert {one.pk for one in started} == {Attempt.objects.get().pk}


def test_starts_at_once_cannot_use_more_attempts_than_there_are(ready, exam, learner):
    exam.retakes_allowed = 0
    exam.save()

    def start_and_submit():
        attempt = start_attempt(learner, exam, now=NOW, rng=Random(1))
        return submit_attempt(learner, attempt.uuid, now=NOW)

    at_once(*[start_and_submit] * 8)
    assert (Attempt.objects.count(), Grade.objects.count()) == (1, 1)


def test_two_hand_ins_at_once_grade_once(attempt, learner, soon):
    answer_rightly(learner, attempt, positions=range(1, 5), now=NOW)
    closed = at_once(*[lambda: submit_attempt(learner, attempt.uuid, now=soon)] * 8)
    assert {one.state for one in closed} == {Attempt.State.SUBMITTED}
    assert (Grade.objects.count(), Response.objects.count()) == (1, 4)
    assert Enrolment.objects.get().state == Enrolment.State.PASSED


def test_a_hand_in_and_the_clock_at_once_grade_once(attempt, learner):
    just_before = attempt.deadline_at - timedelta(milliseconds=1)
    at_once(
        lambda: submit_attempt(learner, attempt.uuid, now=just_before),
        lambda: close_due_attempts(now=attempt.grace_ends_at),
        lambda: close_due_attempts(now=attempt.grace_ends_at),
    )
    attempt.refresh_from_db()
    assert attempt.state in {Attempt.State.SUBMITTED, Attempt.State.EXPIRED}
    assert (Grade.objects.count(), Response.objects.count()) == (1, 4)


def test_the_clock_passes_over_what_another_is_closing(attempt, too_late, caplog):
    def close():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '3s'")
        return close_due_attempts(now=too_late)

    with transaction.atomic():
        Enrolment.objects.select_for_update().get(pk=attempt.enrolment_id)
        [closed] = at_once(close)
    assert (closed, caplog.text) == (0, "")
    assert close_due_attempts(now=too_late) == 1


def test_answers_saved_at_once_are_all_kept(attempt, learner):
    at_once(
        *[saving(learner, attempt, position, position - 1, now=NOW) for position in range(1, 5)]
    )
    attempt.refresh_from_db()
    saved = {position: answer["choices"] for position, answer in attempt.answers.items()}
    assert saved == {"1": [0], "2": [1], "3": [2], "4": [3]}


@pytest.mark.parametrize("_round", range(5))
def test_an_acknowledged_answer_is_always_scored(attempt, learner, soon, _round):
    saved, other, _ = at_once(
        saving(learner, attempt, 1, 0, now=soon),
        saving(learner, attempt, 2, 0, now=soon),
        lambda: submit_attempt(learner, attempt.uuid, now=soon),
    )
    scored = dict(Response.objects.values_list("position", "choices"))
    for position, outcome in ((1, saved), (2, other)):
        is_refused = isinstance(outcome, errors.AttemptClosed)
        assert scored[position] == ([] if is_refused else [0])


def test_an_answer_that_waits_for_the_hand_in_is_refused_after_it(attempt, learner, soon):
    has_read = Event()

    def note_writing(execute, sql, *args):
        if sql.startswith("UPDATE"):
            has_read.set()
        return execute(sql, *args)

    def save():
        with connection.execute_wrapper(note_writing):
            return saving(learner, attempt, 1, 0, now=soon)()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            submit_attempt(learner, attempt.uuid, now=soon)
            waiting = pool.submit(at_once, save)
            assert has_read.wait(timeout=30)
        [outcome] = waiting.result()
    assert isinstance(outcome, errors.AttemptClosed)
    attempt.refresh_from_db()
    assert attempt.answers == {}


def test_answers_after_the_deadline_are_refused_while_the_clock_closes(attempt, learner):
    late = attempt.grace_ends_at
    outcomes = at_once(
        *[saving(learner, attempt, position, 0, now=late) for position in range(1, 5)],
        lambda: close_due_attempts(now=late),
    )
    assert all(isinstance(one, errors.DeadlinePassed) for one in outcomes[:4])
    assert Grade.objects.get().score == 0


def test_two_authors_who_save_an_item_at_once_freeze_it_once(bank):
    item = bank.items.first()
    item.stem = "Baru"
    item.save()
    frozen = at_once(*[lambda: freeze_item(item, by=None, now=NOW)] * 4)
    assert {revision.number for revision in frozen} == {2}


def start_crowd(exam, course):
    for number in range(12):
        person = make_user(f"peserta{number}")
        enrolment = enrol(person, course, now=NOW)
        for element in course_outline(course.pk).required:
            complete_element(enrolment, element.id, now=NOW)
        attempt = start_attempt(person, exam, now=NOW, rng=Random(number))
    return attempt


def test_a_worker_closes_a_crowd_in_two_threads_once(ready, exam, learner, course, monkeypatch):
    start_crowd(exam, course)
    monkeypatch.setattr(tasks, "A_FEW", 2)
    monkeypatch.setattr(expiring, "BATCH", 2)
    tasks.hand_in_due_attempts()
    assert (Grade.objects.count(), Response.objects.count()) == (12, 48)
    assert not Attempt.objects.filter(state=Attempt.State.OPEN).exists()


def test_workers_at_once_close_each_attempt_once(ready, exam, learner, course):
    late = start_crowd(exam, course).grace_ends_at
    closed = at_once(*[lambda: close_due_attempts(now=late, limit=5)] * 4)
    while more := close_due_attempts(now=late):
        closed.append(more)
    assert sum(closed) == 12
    assert (Grade.objects.count(), Response.objects.count()) == (12, 48)


def test_two_decisions_about_a_late_answer_at_once_count_once(attempt, learner, too_late):
    close_due_attempts(now=too_late)
    late = LateAnswer.objects.create(
        attempt=attempt, position=1, choices=[0], made_at=NOW, received_at=too_late
    )
    admin = make_user("admin")

    def decide():
        return decide_late_answer(late, accepts=True, by=admin, reason="Listrik", now=too_late)

    outcomes = at_once(*[decide] * 4)
    assert sum(isinstance(one, errors.AlreadyDecided) for one in outcomes) == 3
    assert Grade.objects.filter(superseded_at=None).count() == 1
    assert Grade.objects.count() == 2
