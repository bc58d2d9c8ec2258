"""The ledger of credit hours (JP)."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from tests import worlds
from widya.accounts.models import User
from widya.credits.actions import add_credits
from widya.credits.models import Credit
from widya.credits.queries import credits_for, earned_jp, yearly_duty_jp
from widya.learning.actions import enrol, finish_enrolment
from widya.learning.models import Enrolment
from widya.learning.signals import course_completed

pytestmark = pytest.mark.django_db


@pytest.fixture
def siti():
    return worlds.make_user("siti")


@pytest.fixture
def enrolment(siti):
    course = worlds.make_course(worlds.make_site(), title="Dasar Keimigrasian", credit_hours=3)
    return enrol(siti, course, now=datetime(2026, 5, 3, 18, 0, tzinfo=UTC))


def add(user, *, amount_jp=3, source="seminar:1", days=(date(2026, 5, 4), date(2026, 5, 5))):
    starts_on, ends_on = days
    entry = Credit(
        user=user,
        source=source,
        title="Seminar",
        form=Credit.Form.E_LEARNING,
        amount_jp=amount_jp,
        starts_on=starts_on,
        ends_on=ends_on,
        created_at=worlds.NOW,
    )
    add_credits([entry])


def test_passing_enters_the_courses_jp_from_enrolment_to_pass(siti, enrolment):
    """18.00 UTC is already the next day in Jakarta."""
    finish_enrolment(enrolment.pk, is_passed=True, now=worlds.NOW)
    entry = credits_for(siti).get()
    assert (entry.title, entry.amount_jp) == ("Dasar Keimigrasian", 3)
    assert (entry.starts_on, entry.ends_on) == (date(2026, 5, 4), date(2026, 5, 5))
    assert entry.form == Credit.Form.E_LEARNING


def test_failing_enters_nothing(siti, enrolment):
    finish_enrolment(enrolment.pk, is_passed=False, now=worlds.NOW)
    assert not credits_for(siti).exists()


def test_a_pass_that_is_rolled_back_enters_nothing(siti, enrolment):
    with transaction.atomic():
        finish_enrolment(enrolment.pk, is_passed=True, now=worlds.NOW)
        transaction.set_rollback(True)
    assert not credits_for(siti).exists()


def test_the_same_pass_heard_twice_counts_once(siti, enrolment):
    finish_enrolment(enrolment.pk, is_passed=True, now=worlds.NOW)
    enrolment.refresh_from_db()
    course_completed.send(Enrolment, enrolments=[enrolment])
    assert earned_jp(siti, 2026) == 3


def test_a_course_of_no_jp_leaves_no_entry(siti):
    course = worlds.make_course(worlds.make_site(), credit_hours=0, has_certificate=False)
    enrolment = enrol(siti, course, now=worlds.NOW)
    finish_enrolment(enrolment.pk, is_passed=True, now=worlds.NOW)
    assert not credits_for(siti).exists()


def test_add_credits_keeps_the_entry_that_is_there(siti):
    add(siti, amount_jp=3)
    add(siti, amount_jp=9)
    assert credits_for(siti).get().amount_jp == 3


def test_an_entry_counts_in_the_year_of_its_last_day(siti):
    add(siti, days=(date(2025, 12, 30), date(2026, 1, 2)))
    assert earned_jp(siti, 2025) == 0
    assert earned_jp(siti, 2026) == 3


def test_a_correction_is_an_entry_with_the_opposite_amount(siti):
    add(siti, amount_jp=3)
    add(siti, amount_jp=-3, source="koreksi:seminar:1")
    assert earned_jp(siti, 2026) == 0
    assert credits_for(siti).count() == 2


def test_jp_of_others_do_not_count(siti):
    add(worlds.make_user("budi"))
    assert earned_jp(siti, 2026) == 0
    assert not credits_for(siti).exists()


def test_the_database_refuses_a_second_entry_of_one_source(siti):
    add(siti)
    entry = credits_for(siti).get()
    entry.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


def test_the_database_refuses_an_entry_that_ends_before_it_starts(siti):
    with pytest.raises(IntegrityError), transaction.atomic():
        add(siti, days=(date(2026, 5, 5), date(2026, 5, 4)))


@pytest.mark.parametrize("status", User.EmploymentStatus.values)
def test_everybody_aims_at_twenty_jp_a_year(status):
    assert yearly_duty_jp(User(employment_status=status)) == 20
