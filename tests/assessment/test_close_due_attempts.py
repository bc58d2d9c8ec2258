from datetime import timedelta
from random import Random

import pytest

from tests.assessment.sitting import answer_rightly
from tests.worlds import NOW, make_user
from widya.assessment import tasks
from widya.assessment.actions import close_due_attempts, start_attempt
from widya.assessment.models import Attempt, Grade
from widya.catalog.queries import course_outline
from widya.core import periodic
from widya.learning.actions import complete_element, enrol
from widya.learning.models import Enrolment


@pytest.fixture
def attempts(course, exam):
    """Return three people's attempts, due one minute after the other."""
    made = []
    for number in range(3):
        user = make_user(f"peserta{number}")
        enrolment = enrol(user, course, now=NOW)
        for element in course_outline(course.pk).required:
            complete_element(enrolment, element.id, now=NOW)
        now = NOW + timedelta(minutes=number)
        made.append(start_attempt(user, exam, now=now, rng=Random(number)))
    return made


def states():
    return list(Attempt.objects.order_by("started_at").values_list("state", flat=True))


def test_close_due_attempts_hands_in_what_is_due_and_nothing_else(attempts):
    assert close_due_attempts(now=attempts[1].grace_ends_at) == 2
    assert states() == ["expired", "expired", "open"]


def test_close_due_attempts_scores_what_was_saved(attempts, too_late):
    answer_rightly(attempts[0].user, attempts[0], positions=range(1, 5), now=NOW)
    close_due_attempts(now=too_late)
    assert Grade.objects.get(attempt=attempts[0]).is_passed
    assert attempts[0].enrolment.state == Enrolment.State.ACTIVE
    attempts[0].enrolment.refresh_from_db()
    assert attempts[0].enrolment.state == Enrolment.State.PASSED
    assert attempts[0].enrolment.finished_at == attempts[0].deadline_at


def test_close_due_attempts_takes_the_longest_overdue_first(attempts):
    assert close_due_attempts(now=NOW + timedelta(hours=9), limit=1) == 1
    assert states() == ["expired", "open", "open"]


def test_close_due_attempts_goes_on_after_one_that_fails(attempts, caplog):
    broken = attempts[0]
    broken.form = [{"revision": 0, "kind": "single", "order": [0]}]
    broken.save()
    assert close_due_attempts(now=NOW + timedelta(hours=9)) == 2
    assert states() == ["open", "expired", "expired"]
    assert f"Attempt {broken.pk} was not closed" in caplog.text


def test_close_due_attempts_is_what_the_worker_does_every_two_seconds():
    entries = [entry for entry in periodic._entries if entry.job is tasks.hand_in_due_attempts]
    assert [entry.seconds for entry in entries] == [2]
