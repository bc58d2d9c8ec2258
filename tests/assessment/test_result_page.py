from random import Random

import pytest
from django.urls import reverse
from wagtail import hooks

from tests.assessment.sitting import answer_rightly
from tests.worlds import NOW, make_bank, make_quiz, make_topic, make_user
from widya.assessment.actions import freeze_item, start_attempt, submit_attempt, void_attempt


@pytest.fixture
def client(client, learner):
    client.force_login(learner)
    return client


def sit(learner, assessment, *, right):
    attempt = start_attempt(learner, assessment, now=NOW, rng=Random(2))
    answer_rightly(learner, attempt, positions=range(1, right + 1), now=NOW)
    return submit_attempt(learner, attempt.uuid, now=NOW)


def result(client, attempt, query=""):
    response = client.get(reverse("assessment:result", args=[attempt.uuid]) + query)
    return " ".join(response.content.decode().split())


def set_feedback(assessment, feedback):
    assessment.feedback = feedback
    assessment.save_revision().publish()


def test_a_failed_result_shows_the_score_and_the_attempts_left(client, ready, exam, learner):
    text = result(client, sit(learner, exam, right=3))
    assert "Tidak Lulus" in text
    assert "Nilai Kelulusan" in text
    assert "80/100" in text
    assert "Hasil Ujian Akhir" in text
    assert "75/100" in text
    assert "Kesempatan tersisa: 2 kali." in text
    assert reverse("assessment:intro", args=[exam.pk]) in text


def test_a_passed_result_offers_no_retake(client, ready, exam, learner):
    text = result(client, sit(learner, exam, right=4))
    assert "100/100" in text
    assert "Tidak Lulus" not in text
    assert reverse("assessment:intro", args=[exam.pk]) not in text
    assert reverse("portal:dashboard") in text


def test_the_last_failed_attempt_offers_no_retake(client, ready, exam, learner):
    attempts = [sit(learner, exam, right=0) for _ in range(3)]
    text = result(client, attempts[-1])
    assert "Kesempatan tersisa: 0 kali." in text
    assert reverse("assessment:intro", args=[exam.pk]) not in text


def test_a_fraction_is_shown_with_a_comma(client, course, enrolment, learner):
    quiz = make_quiz(make_topic(course), bank=make_bank("Tes"), draw_count=3)
    assert "66,67/100" in result(client, sit(learner, quiz, right=2))


def test_a_quiz_ends_with_selesai_or_begins_again(client, course, enrolment, learner):
    quiz = make_quiz(make_topic(course), bank=make_bank("Tes"), pass_mark=50)
    text = result(client, sit(learner, quiz, right=2))
    assert "Selesai" in text
    assert "Mulai Quiz" in text


@pytest.fixture
def explained(bank):
    """Return the bank, whose items now say why their answer is right."""
    for item in bank.items.all():
        item.explanation = "Sebab begitulah aturannya."
        item.save()
        freeze_item(item, by=None, now=NOW)
    return bank


@pytest.mark.parametrize(
    ("feedback", "shown"),
    [
        ("none", []),
        ("score", ["50/100"]),
        ("right_wrong", ["50/100", "Soal No: 1/2"]),
        ("key", ["50/100", "Soal No: 1/2", "kunci", "Sebab begitulah"]),
    ],
)
def test_the_author_decides_what_a_result_shows(
    client, course, enrolment, learner, explained, feedback, shown
):
    quiz = make_quiz(make_topic(course), bank=explained, feedback=feedback)
    text = result(client, sit(learner, quiz, right=1))
    assert "Tidak Lulus" in text
    all_parts = ["50/100", "Soal No: 1/2", "kunci", "Sebab begitulah"]
    assert [part for part in all_parts if part in text] == shown


def test_a_voided_attempt_says_so(client, attempt):
    void_attempt(attempt, by=make_user("admin"), reason="Listrik padam", now=NOW)
    text = result(client, attempt)
    assert "Dibatalkan" in text
    assert "Lulus" not in text.replace("Nilai Kelulusan", "")


def test_an_open_attempt_has_no_result_yet(client, ready, exam):
    client.post(reverse("assessment:start", args=[exam.pk]))
    attempt = ready.attempts.get()
    response = client.get(reverse("assessment:result", args=[attempt.uuid]))
    assert response.headers["Location"] == reverse("assessment:attempt", args=[attempt.uuid])


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [("?belum-terkirim=2", True), ("?belum-terkirim=<b>", False), ("?belum-terkirim=99999", False)],
)
def test_answers_that_came_too_late_are_named(client, ready, exam, learner, query, is_shown):
    text = result(client, sit(learner, exam, right=0), query)
    assert ("2 jawaban terakhir tidak sempat terkirim" in text) is is_shown
    assert "<b>" not in text


def test_apps_above_add_to_the_result(client, ready, exam, learner):
    def add(request, attempt):
        return {"left": 77}

    attempt = sit(learner, exam, right=0)
    with hooks.register_temporarily("construct_result_context", add):
        assert "Kesempatan tersisa: 77 kali." in result(client, attempt)


def test_query_count_of_a_result(client, ready, exam, learner, django_assert_max_num_queries):
    set_feedback(exam, "key")
    attempt = sit(learner, exam, right=4)
    result(client, attempt)
    with django_assert_max_num_queries(12):
        result(client, attempt)
