import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.assessment.sitting import place_of_right, set_times
from tests.worlds import make_user
from widya.assessment.models import Attempt

ANSWER = {"choices": [1], "is_doubtful": False}


@pytest.fixture
def running(attempt):
    """Return the attempt, begun by today's clock."""
    now = timezone.now()
    set_times(attempt, now, now + timedelta(minutes=60))
    return attempt


@pytest.fixture
def client(client, learner):
    client.force_login(learner)
    return client


def put(client, attempt, data, *, position=1, **extra):
    body = data if isinstance(data, str | bytes) else json.dumps(data)
    address = reverse("assessment:answer", args=[attempt.uuid, position])
    return client.put(address, body, content_type="application/json", **extra)


def answers_of(attempt):
    return Attempt.objects.get(pk=attempt.pk).answers


def test_an_answer_is_saved_and_the_reply_says_when_and_how_long_is_left(client, running):
    response = put(client, running, {"choices": [place_of_right(running, 1)], "is_doubtful": True})
    assert response.status_code == 200
    saved = answers_of(running)["1"]
    assert (saved["choices"], saved["doubtful"]) == ([0], True)
    reply = response.json()
    assert reply["saved_at"] == saved["saved_at"]
    assert 3_590_000 < reply["remaining_ms"] <= 3_600_000


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "bad_answer"),
        ("{", "bad_answer"),
        (b"\xff", "bad_answer"),
        ("[" * 1500, "bad_answer"),
        ("[]", "bad_answer"),
        ({}, "bad_answer"),
        ({"choices": [1]}, "bad_answer"),
        ({**ANSWER, "score": 100}, "bad_answer"),
        ({"choices": 1, "is_doubtful": False}, "bad_answer"),
        ({"choices": "1", "is_doubtful": False}, "bad_answer"),
        ({"choices": ["1"], "is_doubtful": False}, "bad_answer"),
        ({"choices": [1.0], "is_doubtful": False}, "bad_answer"),
        ({"choices": [True], "is_doubtful": False}, "bad_answer"),
        ({"choices": [None], "is_doubtful": False}, "bad_answer"),
        ({"choices": [1], "is_doubtful": "no"}, "bad_answer"),
        ({"choices": [1] * 21, "is_doubtful": False}, "bad_answer"),
        ({"choices": [4], "is_doubtful": False}, "unknown_choice"),
        ({"choices": [-1], "is_doubtful": False}, "unknown_choice"),
        ({"choices": [10**30], "is_doubtful": False}, "unknown_choice"),
        ({"choices": [0, 1], "is_doubtful": False}, "too_many_choices"),
    ],
)
def test_an_answer_of_a_wrong_shape_is_refused(client, running, data, code):
    response = put(client, running, data)
    assert (response.status_code, response.json()["code"]) == (400, code)
    assert response.json()["message"]
    assert answers_of(running) == {}


def test_a_huge_body_is_refused_unread(client, running):
    response = put(client, running, {**ANSWER, "note": "x" * 1_000_000})
    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("position", [0, 5, 99_999_999_999])
def test_a_question_that_is_not_asked_is_refused(client, running, position):
    response = put(client, running, ANSWER, position=position)
    assert (response.status_code, response.json()["code"]) == (400, "unknown_question")


def test_an_answer_after_the_deadline_is_gone(client, running):
    Attempt.objects.update(deadline_at=timezone.now())
    response = put(client, running, ANSWER)
    assert (response.status_code, response.json()["code"]) == (410, "deadline_passed")
    assert answers_of(running) == {}


def test_an_answer_after_the_hand_in_is_a_conflict(client, running):
    client.post(reverse("assessment:submission", args=[running.uuid]))
    response = put(client, running, ANSWER)
    assert (response.status_code, response.json()["code"]) == (409, "attempt_closed")


def test_another_persons_attempt_is_unknown(client, running):
    client.force_login(make_user("budi"))
    response = put(client, running, ANSWER)
    assert (response.status_code, response.json()["code"]) == (404, "attempt_unknown")
    assert answers_of(running) == {}


def test_who_is_signed_out_is_told_so(client, running):
    client.logout()
    response = put(client, running, ANSWER)
    assert (response.status_code, response.json()["code"]) == (401, "signed_out")


def test_an_answer_from_another_site_is_refused(running, learner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    assert put(client, running, ANSWER).status_code == 403
    assert answers_of(running) == {}


def test_an_answer_is_not_taken_by_get(client, running):
    assert client.get(reverse("assessment:answer", args=[running.uuid, 1])).status_code == 405


def test_saving_takes_four_queries_at_most(client, running, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert put(client, running, ANSWER).status_code == 200


def test_an_answer_says_which_act_it_comes_from(client, running):
    now_ms = round(timezone.now().timestamp() * 1000)
    act = {"client": "a1", "sequence": 7, "made_at": now_ms - 5000}
    assert put(client, running, {**ANSWER, **act}).status_code == 200
    stored = answers_of(running)["1"]
    assert (stored["client"], stored["sequence"], stored["made_ms"]) == ("a1", 7, now_ms - 5000)


def test_an_act_of_the_future_counts_as_done_now(client, running):
    act = {"client": "a1", "sequence": 1, "made_at": 2**53 - 1}
    assert put(client, running, {**ANSWER, **act}).status_code == 200
    assert answers_of(running)["1"]["made_ms"] <= timezone.now().timestamp() * 1000


@pytest.mark.parametrize(
    "wrong",
    [
        {"client": ""},
        {"client": "a" * 17},
        {"client": 'a"'},
        {"client": 1},
        {"sequence": 0},
        {"sequence": -1},
        {"sequence": 2**53},
        {"sequence": "1"},
        {"sequence": True},
        {"made_at": -1},
        {"made_at": 1.5},
        {"made_at": None},
        {"more": 1},
    ],
)
def test_an_act_of_a_wrong_shape_is_refused(client, running, wrong):
    act = {"client": "a1", "sequence": 1, "made_at": 0}
    response = put(client, running, {**ANSWER, **act, **wrong})
    assert (response.status_code, response.json()["code"]) == (400, "bad_answer")
    assert answers_of(running) == {}


def test_the_clock_says_how_long_is_left(client, running):
    response = client.get(reverse("assessment:clock", args=[running.uuid]))
    assert 3_590_000 < response.json()["remaining_ms"] <= 3_600_000
    assert "no-store" in response.headers["Cache-Control"]


def test_the_clock_of_a_closed_attempt_stands_at_zero(client, running):
    client.post(reverse("assessment:submission", args=[running.uuid]))
    response = client.get(reverse("assessment:clock", args=[running.uuid]))
    assert response.json() == {"remaining_ms": 0}


def test_the_clock_of_another_persons_attempt_is_unknown(client, running):
    client.force_login(make_user("budi"))
    assert client.get(reverse("assessment:clock", args=[running.uuid])).status_code == 404
