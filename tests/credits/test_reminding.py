"""Who is told that JP of the year are missing, and when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests import worlds
from tests.credits.test_ledger import add
from widya.accounts.models import User
from widya.credits import reminding
from widya.credits.reminding import remind_of_duty
from widya.notifications.actions import refuse_topic
from widya.notifications.models import Mail, Topic
from widya.organisation.models import SiteSettings

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
PNS = User.EmploymentStatus.PNS


@pytest.fixture
def site():
    return worlds.make_site()


@pytest.fixture
def siti(site):
    return civil_servant("siti", joined_through=site)


def civil_servant(username, **fields):
    return worlds.make_user(username, **{"employment_status": PNS, **fields})


def told():
    return sorted(address for mail in Mail.objects.all() for address in mail.recipients)


def test_the_mail_says_what_is_there_and_what_is_missing(siti):
    add(siti, amount_jp=7)
    assert remind_of_duty(now=OCTOBER) == 1
    mail = Mail.objects.get()
    assert mail.subject == "JP Anda tahun 2026: 7 dari 20"
    assert "masih kurang 13 JP" in mail.text
    assert "http://localhost/pelatihan/" in mail.text


def test_each_reminder_of_the_year_comes_once(siti):
    assert [remind_of_duty(now=OCTOBER) for _ in range(2)] == [1, 0]
    assert [remind_of_duty(now=DECEMBER) for _ in range(2)] == [1, 0]
    assert remind_of_duty(now=OCTOBER.replace(year=2027)) == 1


@pytest.mark.parametrize(
    ("moment", "count"),
    [
        (datetime(2026, 9, 30, 16, 59, tzinfo=UTC), 0),
        (datetime(2026, 9, 30, 17, 0, tzinfo=UTC), 1),
        (datetime(2026, 10, 14, 16, 59, tzinfo=UTC), 1),
        (datetime(2026, 10, 14, 17, 0, tzinfo=UTC), 0),
    ],
)
def test_it_begins_on_the_first_in_jakarta_and_is_no_news_two_weeks_later(siti, moment, count):
    assert remind_of_duty(now=moment) == count


def test_who_has_enough_this_year_is_left_alone(siti, site):
    add(siti, amount_jp=20)
    last_year = civil_servant("budi", joined_through=site)
    add(last_year, amount_jp=20, days=(date(2025, 12, 30), date(2025, 12, 31)))
    remind_of_duty(now=OCTOBER)
    assert told() == ["budi@example.id"]


def test_only_those_with_the_duty_and_an_open_account_are_told(site):
    civil_servant("lain", employment_status=User.EmploymentStatus.OTHER)
    civil_servant("menunggu", is_active=False)
    refuse_topic(civil_servant("menolak"), Topic.DUTY)
    civil_servant("pppk", employment_status=User.EmploymentStatus.PPPK)
    remind_of_duty(now=OCTOBER)
    assert told() == ["pppk@example.id"]


def test_a_site_may_do_without_and_each_writes_to_its_own_people(site, siti):
    other = worlds.make_site("lain.example", is_default=False, short_name="Lain")
    civil_servant("budi", joined_through=other)
    civil_servant("ayu", joined_through=None)
    SiteSettings.objects.filter(site=site).update(reminds_of_duty=False)
    remind_of_duty(now=OCTOBER)
    assert told() == ["budi@example.id"]
    assert Mail.objects.get().site == other


def test_with_many_people_it_goes_on_where_it_ended(site, monkeypatch):
    monkeypatch.setattr(reminding, "BATCH", 2)
    for number in range(5):
        civil_servant(f"orang{number}")
    assert [remind_of_duty(now=OCTOBER) for _ in range(4)] == [2, 2, 1, 0]
    assert len(set(told())) == 5


def test_the_days_leave_time_to_learn():
    days = [date(2026, month, day) for month, day in reminding.REMINDERS]
    assert all(day + reminding.LATE <= date(2026, 12, 31) - timedelta(days=14) for day in days)
