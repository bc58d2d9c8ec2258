"""A flood of saves: refused, cheap, and nobody else's trouble."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.assessment.sitting import set_times
from tests.assessment.test_answer_passes import pass_of_page, put, signed_in
from widya.assessment.models import Attempt
from widya.assessment.pace import MOST_SAVES, WINDOW_SECONDS, count_save


@pytest.fixture
def running(attempt):
    """Return the attempt, begun by today's clock, one save short of a flood."""
    now = timezone.now()
    set_times(attempt, now, now + timedelta(minutes=60))
    for _ in range(MOST_SAVES - 1):
        count_save(attempt.uuid)
    return attempt


@pytest.fixture
def client(learner):
    return signed_in(learner)


def test_what_comes_too_fast_is_refused_before_the_database_is_asked(
    client, running, django_assert_num_queries
):
    ticket = pass_of_page(client, running)
    assert put(client, running, ticket).status_code == 200
    with django_assert_num_queries(0):
        refused = put(client, running, ticket, position=2)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_saves")
    assert set(Attempt.objects.get(pk=running.pk).answers) == {"1"}


def test_a_flood_without_a_pass_is_refused_as_well(client, running):
    client.handler.enforce_csrf_checks = False
    address = reverse("assessment:answer", args=[running.uuid, 1])
    body = json.dumps({"choices": [1], "is_doubtful": False})
    statuses = [client.put(address, body, "application/json").status_code for _ in range(2)]
    assert statuses == [200, 429]


def test_forms_without_scripts_count_as_well(client, running):
    client.handler.enforce_csrf_checks = False
    address = reverse("assessment:question", args=[running.uuid, 1])
    statuses = [client.post(address, {"pilihan-1": "1"}).status_code for _ in range(2)]
    assert statuses == [302, 429]


def test_a_window_forgets_when_it_ends(running, monkeypatch):
    count_save(running.uuid)
    monkeypatch.setattr("time.time", lambda: timezone.now().timestamp() + WINDOW_SECONDS)
    for _ in range(MOST_SAVES):
        count_save(running.uuid)
