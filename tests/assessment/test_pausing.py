"""Staff stop the clocks of an exam: nothing closes, nothing is lost, the end moves exactly."""

import json
from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests.assessment.sitting import answer_rightly, set_times
from tests.worlds import NOW, make_user
from widya.assessment import actions, errors
from widya.assessment.models import Attempt, Pause
from widya.assessment.tasks import hand_in_due_attempts

LATER = NOW + timedelta(minutes=7, seconds=3, microseconds=5)


@pytest.fixture
def admin(db):
    return make_user("admin")


@pytest.fixture
def paused(exam, attempt, admin, soon):
    """Return the attempt, whose clock stands since ``soon``."""
    actions.pause_assessment(exam, by=admin, reason="Listrik padam", now=soon)
    attempt.refresh_from_db()
    return attempt


@pytest.fixture
def client(client, learner):
    client.force_login(learner)
    return client


def resume(exam, admin, now):
    return actions.resume_assessment(exam, by=admin, reason="Listrik menyala", now=now)


def test_resume_moves_deadline_and_grace_by_exactly_the_pause(exam, paused, admin, soon):
    ends = paused.deadline_at, paused.grace_ends_at
    stood = timedelta(minutes=7, microseconds=5)
    assert resume(exam, admin, soon + stood) == 1
    paused.refresh_from_db()
    assert (paused.deadline_at, paused.grace_ends_at) == (ends[0] + stood, ends[1] + stood)
    assert paused.paused_at is None


def test_the_worker_closes_nothing_while_paused(paused, too_late):
    assert actions.close_due_attempts(now=too_late + timedelta(days=1)) == 0


def test_nobody_hands_in_while_paused(paused, learner, soon):
    with pytest.raises(errors.AssessmentPaused):
        actions.submit_attempt(learner, paused.uuid, now=soon)


def test_answers_are_taken_while_paused_however_long_it_lasts(paused, learner, too_late):
    answer_rightly(learner, paused, positions=[1], now=too_late)
    paused.refresh_from_db()
    assert set(paused.answers) == {"1"}


def test_nobody_starts_while_paused(ready, exam, learner, admin, soon):
    actions.pause_assessment(exam, by=admin, reason="Listrik padam", now=soon)
    with pytest.raises(errors.AssessmentPaused):
        actions.start_attempt(learner, exam, now=soon, rng=Random(1))
    resume(exam, admin, LATER)
    assert actions.start_attempt(learner, exam, now=LATER, rng=Random(1))


def test_an_attempt_that_began_in_the_same_moment_is_paused_by_the_worker(exam, paused, soon):
    begun = soon + timedelta(seconds=1)
    Attempt.objects.filter(pk=paused.pk).update(started_at=begun, paused_at=None)
    hand_in_due_attempts()
    paused.refresh_from_db()
    assert paused.paused_at == begun


def test_a_pause_is_begun_and_ended_once(exam, paused, admin):
    with pytest.raises(errors.AssessmentPaused):
        actions.pause_assessment(exam, by=admin, reason="Lagi", now=LATER)
    resume(exam, admin, LATER)
    with pytest.raises(errors.NotPaused):
        resume(exam, admin, LATER)


def test_pause_and_resume_want_a_reason_and_are_logged(exam, paused, admin):
    with pytest.raises(errors.ReasonMissing):
        actions.resume_assessment(exam, by=admin, reason=" ", now=LATER)
    resume(exam, admin, LATER)
    logged = PageLogEntry.objects.filter(page=exam.pk, action__startswith="assessment.")
    assert [(one.action, one.data["reason"], one.user) for one in logged.order_by("pk")] == [
        ("assessment.pause", "Listrik padam", admin),
        ("assessment.resume", "Listrik menyala", admin),
    ]


def test_pages_show_the_pause_and_no_question(client, paused):
    for address in (
        reverse("assessment:attempt", args=[paused.uuid]),
        reverse("assessment:question", args=[paused.uuid, 1]),
        reverse("assessment:submission", args=[paused.uuid]),
    ):
        page = client.get(address).content.decode()
        assert "Ujian dijeda" in page
        assert 'type="radio"' not in page


def test_a_page_whose_clock_ran_out_unknowing_is_led_to_the_pause(client, paused):
    response = client.post(reverse("assessment:submission", args=[paused.uuid]), follow=True)
    assert "Ujian dijeda" in response.content.decode()
    assert Attempt.objects.get(pk=paused.pk).state == "open"


def test_pages_learn_of_it_by_asking_and_by_saving(client, exam, attempt, admin):
    now = timezone.now()
    set_times(attempt, now, now + timedelta(minutes=60))
    asked = reverse("assessment:pause", args=[exam.pk])
    saved = reverse("assessment:answer", args=[attempt.uuid, 1])
    body = json.dumps({"choices": [1], "is_doubtful": False})
    for is_paused in (False, True):
        assert client.get(asked).json() == {"is_paused": is_paused}
        assert client.put(saved, body, "application/json").json()["is_paused"] is is_paused
        if not is_paused:
            actions.pause_assessment(exam, by=admin, reason="Listrik padam", now=now)


def test_asking_whether_there_is_a_pause_costs_no_query(client, exam, django_assert_num_queries):
    address = reverse("assessment:pause", args=[exam.pk])
    client.logout()
    client.get(address)
    with django_assert_num_queries(0):
        client.get(address)


def test_staff_pause_and_resume_on_the_board(client, exam, attempt):
    client.force_login(make_user("boss", is_superuser=True))
    board = reverse("attempts:board", args=[exam.pk])
    assert "Jeda untuk semua" in client.get(board).content.decode()
    client.post(reverse("attempts:pause", args=[exam.pk]), {"reason": "Listrik padam"})
    assert Pause.objects.get().ended_at is None
    page = client.get(board).content.decode()
    assert "Dijeda sejak" in page
    assert "Lanjutkan untuk semua" in page
    client.post(reverse("attempts:resume", args=[exam.pk]), {"reason": "Listrik menyala"})
    assert Pause.objects.get().ended_at is not None
