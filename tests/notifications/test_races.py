"""What happens at the same moment, with real connections against PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests import worlds
from tests.notifications.test_news import tell_of_duty
from widya.notifications import actions
from widya.notifications.models import Mail
from widya.notifications.news import compose_news

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_of_six_workers_that_tell_the_same_people_each_person_hears_one():
    site = worlds.make_site()
    people = [worlds.make_user(f"orang{number}", joined_through=site) for number in range(70)]

    def work(number):
        try:
            return tell_of_duty(site, *(people if number % 2 else reversed(people)))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(work, range(6))) == len(people)
    told = [mail.recipients[0] for mail in Mail.objects.all()]
    assert sorted(told) == sorted(person.email for person in people)


def test_others_may_write_while_mails_are_composed_and_between_portions(monkeypatch):
    site = worlds.make_site()
    people = [worlds.make_user(f"orang{number}") for number in range(120)]
    locked, pauses = [], []

    def compose(*args, **kwargs):
        locked.append(connection.in_atomic_block)
        return compose_news(*args, **kwargs)

    monkeypatch.setattr(actions, "compose_news", compose)
    monkeypatch.setattr(actions, "sleep", pauses.append)
    assert tell_of_duty(site, *people) == len(people)
    assert set(locked) == {False}
    assert pauses == [actions.PAUSE_SECONDS] * 2
