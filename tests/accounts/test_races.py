"""What happens at the same moment, with real connections against PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests import worlds
from widya.accounts.actions import merge_accounts
from widya.accounts.errors import MergeRefused
from widya.accounts.models import FormerIdentifier, User
from widya.learning.actions import enrol, finish_enrolment
from widya.learning.models import Enrolment

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_of_mergers_of_one_pair_either_way_round_one_happens():
    site = worlds.make_site()
    courses = [worlds.make_course(site, title=title, topics=0) for title in ("Satu", "Dua")]
    officer = worlds.make_user("petugas", is_superuser=True)
    people = [worlds.make_user(name) for name in ("lama", "baru")]
    for user, course in zip(people, courses, strict=True):
        for each in courses:
            enrolment = enrol(user, each, now=worlds.NOW)
            if each == course:
                finish_enrolment(enrolment.pk, is_passed=True, now=worlds.NOW)

    def merge(number):
        source, target = people if number % 2 else reversed(people)
        try:
            merge_accounts(source, target, site=site, reason="Sama", by=officer, now=worlds.NOW)
        except MergeRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(merge, range(6))) == [False] * 5 + [True]
    kept = User.objects.get(merged_into=None, pk__in=[user.pk for user in people])
    assert Enrolment.objects.filter(user=kept, state="passed").count() == len(courses)
    assert Enrolment.objects.exclude(user=kept).filter(state="active").count() == len(courses)
    assert FormerIdentifier.objects.get().user == kept
