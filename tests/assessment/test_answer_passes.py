"""Answers that come with the pass of their exam page, which spares the look-ups."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.assessment.sitting import set_times
from tests.worlds import make_user
from widya.accounts.models import Session
from widya.assessment.models import Attempt

ANSWER = {"choices": [1], "is_doubtful": False}
PASS = re.compile(r'data-autosave-pass-value="([0-9a-f]{64})"')


@pytest.fixture
def running(attempt):
    """Return the attempt, begun by today's clock."""
    now = timezone.now()
    set_times(attempt, now, now + timedelta(minutes=60))
    return attempt


@pytest.fixture
def client(learner):
    return signed_in(learner)


@pytest.fixture
def ticket(client, running):
    return pass_of_page(client, running)


def signed_in(user):
    """Return a client that, as a browser, gets nowhere without CSRF token or pass."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def pass_of_page(client, attempt):
    page = client.get(reverse("assessment:attempt", args=[attempt.uuid]))
    return PASS.search(page.content.decode())[1]


def put(client, attempt, ticket, data=ANSWER, *, position=1):
    return client.put(
        reverse("assessment:answer", args=[attempt.uuid, position]),
        json.dumps(data),
        content_type="application/json",
        headers={"X-Answer-Pass": ticket},
    )


def is_answered(attempt):
    return bool(Attempt.objects.get(pk=attempt.pk).answers)


def test_a_pass_saves_by_one_statement(client, running, ticket, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = put(client, running, ticket)
    assert set(response.json()) == {"saved_at", "remaining_ms", "is_paused", "others"}
    assert is_answered(running)


@pytest.mark.parametrize("forged", ["", "0" * 64, "é"])
def test_a_forged_pass_opens_nothing(client, running, ticket, forged):
    assert put(client, running, forged).status_code == 403
    assert not is_answered(running)


def test_a_pass_is_for_one_session(running, ticket, learner):
    assert put(signed_in(learner), running, ticket).status_code == 403
    assert not is_answered(running)


def test_a_pass_is_for_one_attempt(client, running, ticket):
    Attempt.objects.update(state="voided", closed_at=timezone.now())
    other = Attempt.objects.create(
        **{
            field.name: getattr(running, field.name)
            for field in Attempt._meta.fields
            if field.name not in {"id", "uuid", "number"}
        },
        number=2,
    )
    pass_of_page(client, other)
    assert put(client, other, ticket).status_code == 403
    assert not is_answered(other)


def test_a_stranger_cannot_use_a_pass(running, ticket):
    assert put(signed_in(make_user("budi")), running, ticket).status_code == 403
    assert put(Client(enforce_csrf_checks=True), running, ticket).status_code == 403
    assert not is_answered(running)


def test_a_pass_ends_with_the_sign_out(client, running, ticket):
    cookie = client.cookies["widya_session"].value
    client.logout()
    client.cookies["widya_session"] = cookie
    assert put(client, running, ticket).status_code == 403
    assert not is_answered(running)


def test_a_pass_ends_when_the_session_is_deleted_elsewhere(client, running, ticket):
    session = client.session
    assert session[BACKEND_SESSION_KEY]
    session.delete(session.session_key)
    assert not Session.objects.exists()
    assert put(client, running, ticket).status_code == 403
    assert not is_answered(running)


def test_a_pass_ends_when_the_password_changes(client, running, ticket, learner):
    learner.set_password("Lain-2026")
    learner.save()
    assert put(client, running, ticket).status_code == 403
    pass_of_page(signed_in(learner), running)
    assert put(client, running, ticket).status_code == 403
    assert not is_answered(running)


def test_a_pass_ends_when_the_account_is_deactivated(client, running, ticket, learner):
    learner.is_active = False
    learner.save()
    assert put(client, running, ticket).status_code == 403
    assert not is_answered(running)


def test_what_a_pass_cannot_save_the_ordinary_view_refuses_with_the_reason(running, learner):
    client = Client()
    client.force_login(learner)
    ticket = pass_of_page(client, running)
    assert put(client, running, ticket, {"choices": [9], "is_doubtful": False}).status_code == 400
    assert put(client, running, ticket, position=9).status_code == 400
    set_times(running, running.started_at, timezone.now() - timedelta(minutes=1))
    assert put(client, running, ticket).status_code == 410


def test_without_its_desk_in_the_cache_an_answer_is_saved_all_the_same(running, learner):
    client = Client()
    client.force_login(learner)
    ticket = pass_of_page(client, running)
    cache.clear()
    assert put(client, running, ticket).status_code == 200
    assert is_answered(running)
