"""What people are told by mail if they want to, and how they say that they do not."""

from datetime import timedelta

import pytest
from django.core import signing

from tests import worlds
from tests.notifications.test_mail import kept
from tests.worlds import NOW
from widya.notifications.actions import (
    News,
    choose_topics,
    deliver_mail,
    expire_mails,
    refuse_topic,
    tell,
)
from widya.notifications.models import Mail, Notice, Topic
from widya.notifications.news import SALT, unsubscribe_token
from widya.notifications.queries import due_mails, topics_of

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
SETTINGS = "/akun/pengaturan/"
CHOOSE = "/akun/pemberitahuan/"
CONTEXT = {"year": 2026, "earned_jp": 5, "duty_jp": 20, "missing_jp": 15, "url": "http://x/"}


@pytest.fixture
def site():
    return worlds.make_site()


@pytest.fixture
def siti(site):
    return worlds.make_user("siti", joined_through=site)


def tell_of_duty(site, *people, about="duty 2026-10-01"):
    news = [News(person, site, about, NOW + WEEK, CONTEXT) for person in people]
    return tell(news, topic=Topic.DUTY, template="credits/email/duty", now=NOW)


def stop_address(user, topic=Topic.DUTY):
    return f"/akun/pemberitahuan/berhenti/{unsubscribe_token(user, topic)}/"


def test_nobody_is_told_of_the_same_twice(site, siti):
    assert tell_of_duty(site, siti, siti) == 1
    assert tell_of_duty(site, siti) == 0
    assert tell_of_duty(site, siti, about="duty 2026-12-01") == 1
    assert [each.recipients for each in Mail.objects.all()] == [[siti.email]] * 2


def test_who_refused_or_cannot_be_written_to_is_not_told(site, siti):
    refuse_topic(siti, Topic.DUTY)
    shut = worlds.make_user("budi", is_active=False)
    nameless = worlds.make_user("ayu", email="")
    other = worlds.make_user("dewi")
    refuse_topic(other, Topic.CLOSING)
    assert tell_of_duty(site, siti, shut, nameless, other) == 1
    assert Mail.objects.get().recipients == [other.email]
    assert Notice.objects.get().user == other


def test_many_are_told_in_several_transactions(site, django_assert_num_queries):
    people = [worlds.make_user(f"orang{number}") for number in range(120)]
    tell_of_duty(site, people[0], about="the site is read once")
    with django_assert_num_queries(3 * 7):
        assert tell_of_duty(site, *people) == len(people)


def test_the_mail_says_how_to_stop_to_people_and_to_mail_programs(inbox, site, siti, client):
    tell_of_duty(site, siti)
    deliver_mail(Mail.objects.get().pk, now=NOW)
    (message,) = inbox.messages
    address = message["List-Unsubscribe"].strip().strip("<>")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert all(address in part.get_payload(decode=True).decode() for part in message.get_payload())
    client.post(address.removeprefix(site.root_url), {"List-Unsubscribe": "One-Click"})
    assert topics_of(siti) == {Topic.CERTIFICATE, Topic.CLOSING}


def test_a_mail_that_an_account_needs_has_no_way_to_stop(inbox):
    deliver_mail(kept().pk, now=NOW)
    assert "List-Unsubscribe" not in inbox.messages[0]


def test_the_address_to_stop_is_forgotten_with_what_was_said(inbox, site, siti):
    tell_of_duty(site, siti)
    deliver_mail(Mail.objects.get().pk, now=NOW)
    assert Mail.objects.get().unsubscribe_url == ""


def test_mails_that_accounts_need_come_before_older_news(site, siti):
    tell_of_duty(site, siti)
    reset = kept(now=NOW + timedelta(seconds=30))
    assert due_mails(now=NOW + timedelta(minutes=1))[0] == reset.pk


def test_the_mail_is_in_the_persons_language(site, siti):
    siti.language = "en"
    tell_of_duty(site, siti)
    mail = Mail.objects.get()
    assert "so you are still 15 JP short" in mail.text
    assert "You get it because" in mail.text


def test_notices_are_kept_while_they_matter(site, siti):
    tell_of_duty(site, siti)
    expire_mails(now=NOW + timedelta(days=399))
    assert Notice.objects.exists()
    expire_mails(now=NOW + timedelta(days=400))
    assert not Notice.objects.exists()


def test_what_waits_is_not_sent_any_more_to_who_refuses(inbox, site, siti):
    tell_of_duty(site, siti)
    needed = kept()
    refuse_topic(siti, Topic.DUTY)
    assert list(Mail.objects.all()) == [needed]


def test_what_waited_for_too_long_is_no_news(inbox, site, siti):
    tell_of_duty(site, siti)
    deliver_mail(Mail.objects.get().pk, now=NOW + WEEK)
    assert inbox.messages == []


def test_the_settings_show_and_keep_what_one_wants(client, site, siti):
    client.force_login(siti)
    page = client.get(SETTINGS).text
    assert page.count("checked") == len(Topic)
    answer = client.post(CHOOSE, {"closing": "on"}, follow=True)
    assert "Pilihan pemberitahuan sudah disimpan." in answer.text
    assert topics_of(siti) == {Topic.CLOSING}
    client.post(CHOOSE, {"closing": "on", "certificate": "on"})
    assert topics_of(siti) == {Topic.CLOSING, Topic.CERTIFICATE}


def test_choices_are_kept_by_post_of_who_is_signed_in(client, site, siti):
    assert client.post(CHOOSE, {}).headers["Location"].startswith("/akun/login/")
    client.force_login(siti)
    assert client.get(CHOOSE).status_code == 405
    assert topics_of(siti) == set(Topic)


def test_the_same_choice_twice_is_kept_once(siti):
    for _ in range(2):
        choose_topics(siti, {Topic.DUTY})
    assert topics_of(siti) == {Topic.DUTY}


def test_opening_the_link_ends_nothing_pressing_the_button_does(client, site, siti):
    page = client.get(stop_address(siti))
    assert "Tidak ingin lagi menerima mail “JP tahun ini belum cukup”?" in page.text
    assert siti.name not in page.text
    assert topics_of(siti) == set(Topic)
    assert "tidak dikirim lagi kepada Anda" in client.post(stop_address(siti)).text
    assert topics_of(siti) == {Topic.CERTIFICATE, Topic.CLOSING}


def test_a_link_that_was_not_made_for_this_is_unknown(client, site, siti):
    for_else = signing.dumps([siti.pk, Topic.DUTY.value], salt="other")
    of_former_topic = signing.dumps([siti.pk, "weather"], salt=SALT)
    for token in ("palsu", for_else, of_former_topic):
        assert client.post(f"/akun/pemberitahuan/berhenti/{token}/").status_code == 404
    assert topics_of(siti) == set(Topic)


def test_the_link_in_a_mail_to_a_merged_account_counts_for_the_one_that_stayed(client, site, siti):
    second = worlds.make_user("siti2", merged_into=siti, is_active=False)
    client.post(stop_address(second))
    assert Topic.DUTY not in topics_of(siti)
