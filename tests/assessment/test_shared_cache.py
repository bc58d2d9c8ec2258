"""Where several web processes serve, they share a Valkey: what one keeps there, others find."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import override_settings
from django.utils import timezone

from tests.assessment.sitting import set_times
from tests.assessment.test_answer_passes import pass_of_page, put, signed_in
from tools import valkey
from widya.assessment.models import Attempt
from widya.assessment.pace import MOST_SAVES, count_save
from widya.config.environment import read


@pytest.fixture(scope="module")
def address():
    with valkey.server() as address:
        yield address


@pytest.fixture(autouse=True)
def _shared_cache(address, monkeypatch):
    monkeypatch.setenv("CACHE_URL", address)
    with override_settings(CACHES={"default": read("CACHE_URL")}):
        caches["default"].clear()
        yield


@pytest.fixture
def running(attempt):
    """Return the attempt, begun by today's clock."""
    now = timezone.now()
    set_times(attempt, now, now + timedelta(minutes=60))
    return attempt


def test_a_pass_spares_the_look_ups_in_the_process_next_door(
    learner, running, django_assert_num_queries
):
    client = signed_in(learner)
    ticket = pass_of_page(client, running)
    use_a_new_connection()
    with django_assert_num_queries(1):
        assert put(client, running, ticket).status_code == 200
    assert Attempt.objects.get(pk=running.pk).answers["1"]


def test_a_flood_is_counted_over_all_processes(learner, running):
    client = signed_in(learner)
    ticket = pass_of_page(client, running)
    for _ in range(MOST_SAVES):
        count_save(running.uuid)
    use_a_new_connection()
    assert put(client, running, ticket).status_code == 429


def test_who_signs_out_in_one_process_is_out_in_all(learner):
    client = signed_in(learner)
    assert client.get("/dashboard/").status_code == 200
    stolen = client.cookies.copy()
    client.logout()
    use_a_new_connection()
    client.cookies = stolen
    assert client.get("/dashboard/").status_code == 302


def use_a_new_connection():
    """Forget this process's connection, and all that it may hold beside the shared cache."""
    del caches["default"]
