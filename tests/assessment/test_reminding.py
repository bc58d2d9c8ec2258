"""Who is told that a quiz or an exam closes soon."""

from datetime import timedelta
from random import Random

import pytest

from tests.worlds import NOW, make_quiz, make_user
from widya.assessment import reminding
from widya.assessment.actions import start_attempt, submit_attempt
from widya.assessment.models import AssessmentPage
from widya.assessment.reminding import AHEAD, remind_of_closings
from widya.catalog.models import TopicPage
from widya.learning.actions import complete_element, enrol, finish_enrolment
from widya.notifications.models import Mail

CLOSES = NOW + timedelta(days=10)
SOON = CLOSES - AHEAD


@pytest.fixture
def closing(exam):
    """Return the exam, which closes ten days after everybody enrolled."""
    return close(exam)


def close(page, moment=CLOSES):
    AssessmentPage.objects.filter(pk=page.pk).update(closes_at=moment)
    page.refresh_from_db()
    return page


def told():
    return sorted(address for mail in Mail.objects.all() for address in mail.recipients)


def test_the_mail_names_course_exam_and_moment(enrolment, closing, learner):
    assert remind_of_closings(now=SOON) == 1
    mail = Mail.objects.get()
    assert mail.recipients == [learner.email]
    assert mail.subject == "Ujian Akhir ditutup 15 Mei 2026, 10.00 WIB"
    assert "Ujian Akhir di Pelayanan Publik belum Anda selesaikan" in mail.text
    assert f"http://localhost/ujian/{closing.pk}/" in mail.text


def test_it_comes_three_days_before_and_once(enrolment, closing):
    assert remind_of_closings(now=SOON - timedelta(seconds=1)) == 0
    assert [remind_of_closings(now=SOON) for _ in range(2)] == [1, 0]
    assert remind_of_closings(now=CLOSES) == 0


def test_another_closing_is_told_anew(enrolment, closing):
    remind_of_closings(now=SOON)
    close(closing, CLOSES + timedelta(days=7))
    assert remind_of_closings(now=SOON + timedelta(days=7)) == 1


@pytest.mark.parametrize("is_passed", [True, False])
def test_who_has_finished_the_course_is_left_alone(enrolment, closing, is_passed):
    finish_enrolment(enrolment.pk, is_passed=is_passed, now=NOW)
    assert remind_of_closings(now=SOON) == 0


def test_who_comes_within_the_last_days_knows(learner, course, closing):
    enrol(learner, course, now=SOON)
    assert remind_of_closings(now=SOON + timedelta(minutes=1)) == 0


def test_a_quiz_counts_while_it_is_required_and_not_done(enrolment, course, bank):
    topic = TopicPage.objects.child_of(course).get()
    quiz = close(make_quiz(topic, bank=bank))
    other = enrol(make_user("budi"), course, now=NOW)
    complete_element(other, quiz.pk, now=NOW)
    remind_of_closings(now=SOON)
    assert told() == ["siti@example.id"]


def test_a_quiz_of_ones_own_choice_is_left_alone(enrolment, course, bank):
    topic = TopicPage.objects.child_of(course).get()
    close(make_quiz(topic, bank=bank, is_required=False))
    assert remind_of_closings(now=SOON) == 0


def test_who_has_no_attempt_left_is_not_called_to_one(enrolment, learner, course, bank):
    topic = TopicPage.objects.child_of(course).get()
    quiz = close(make_quiz(topic, bank=bank, retakes_allowed=0))
    attempt = start_attempt(learner, quiz, now=NOW, rng=Random(1))
    submit_attempt(learner, attempt.uuid, now=NOW)
    assert remind_of_closings(now=SOON) == 0


def test_an_exam_that_opens_later_says_when(enrolment, closing):
    AssessmentPage.objects.update(opens_at=CLOSES - timedelta(hours=8))
    assert remind_of_closings(now=SOON) == 1
    text = Mail.objects.get().text
    assert "Dibuka Jumat, 15 Mei 2026, 02.00 WIB dan ditutup Jumat, 15 Mei 2026, 10.00 WIB." in text
    assert "lebih awal" not in text


def test_the_mail_is_worthless_once_it_has_closed(enrolment, closing):
    remind_of_closings(now=SOON)
    assert Mail.objects.get().expires_at == CLOSES


def test_a_quiz_of_a_topic_that_is_not_published_is_left_alone(enrolment, course, bank):
    topic = TopicPage.objects.child_of(course).get()
    close(make_quiz(topic, bank=bank))
    topic.unpublish()
    assert remind_of_closings(now=SOON) == 0


def test_one_that_fails_stops_no_other(enrolment, closing, course, bank, monkeypatch, caplog):
    close(make_quiz(TopicPage.objects.child_of(course).get(), bank=bank))
    find_course = reminding.course_of

    def fail_for_the_exam(page):
        if page.pk == closing.pk:
            raise RuntimeError("rusak")
        return find_course(page)

    monkeypatch.setattr(reminding, "course_of", fail_for_the_exam)
    assert remind_of_closings(now=SOON) == 1
    assert f"assessment {closing.pk} closes" in caplog.text


def test_what_is_not_published_closes_for_nobody(enrolment, closing):
    closing.unpublish()
    assert remind_of_closings(now=SOON) == 0


def test_with_many_people_it_goes_on_where_it_ended(course, closing, monkeypatch):
    monkeypatch.setattr(reminding, "BATCH", 2)
    for number in range(5):
        enrol(make_user(f"orang{number}"), course, now=NOW)
    assert [remind_of_closings(now=SOON) for _ in range(4)] == [2, 2, 1, 0]
    assert len(set(told())) == 5
