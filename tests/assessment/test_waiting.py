"""Before an assessment opens."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

START = "Ya, mulai sekarang"


@pytest.fixture
def client(client, learner):
    client.force_login(learner)
    return client


def open_in(exam, minutes):
    exam.opens_at = timezone.now() + timedelta(minutes=minutes)
    exam.save()


def intro(client, exam):
    return client.get(reverse("assessment:intro", args=[exam.pk])).content.decode()


def left_ms(client, exam):
    return client.get(reverse("assessment:opening", args=[exam.pk])).json()["left_ms"]


def test_the_intro_waits_for_the_opening(client, ready, exam):
    open_in(exam, 10)
    page = intro(client, exam)
    assert "Belum dibuka" in page
    assert 'data-controller="waiting"' in page
    assert START not in page


def test_the_intro_offers_the_start_once_it_is_open(client, ready, exam):
    open_in(exam, -1)
    page = intro(client, exam)
    assert START in page
    assert 'data-controller="waiting"' not in page


def test_a_start_before_the_opening_is_refused(client, ready, exam):
    open_in(exam, 10)
    response = client.post(reverse("assessment:start", args=[exam.pk]))
    assert response.status_code == 409
    assert "Ujian ini belum dibuka." in response.content.decode()


def test_asking_how_long_it_is_costs_no_query(client, exam, django_assert_num_queries):
    open_in(exam, 10)
    left_ms(client, exam)
    with django_assert_num_queries(0):
        assert 590_000 < left_ms(client, exam) <= 600_000


def test_what_is_open_needs_no_waiting(client, exam, course):
    assert left_ms(client, exam) == 0
    address = reverse("assessment:opening", args=[course.pk])
    assert client.get(address).status_code == 404
