"""The pages before and during an attempt, as a participant meets them."""

from datetime import timedelta
from itertools import count

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.assessment.sitting import set_times
from tests.worlds import NOW, make_bank, make_quiz, make_user
from widya.assessment.actions import save_answer, submit_attempt
from widya.assessment.acts import milliseconds
from widya.assessment.models import Attempt, ItemRevision
from widya.catalog.models import TopicPage
from widya.learning.models import Enrolment


@pytest.fixture
def client(client, learner):
    client.force_login(learner)
    return client


@pytest.fixture
def running(attempt):
    """Return the attempt, begun by today's clock."""
    now = timezone.now()
    set_times(attempt, now, now + timedelta(minutes=60))
    return attempt


@pytest.fixture
def overdue(attempt):
    """Return the attempt, with its time over by today's clock."""
    now = timezone.now()
    set_times(attempt, now - timedelta(minutes=61), now - timedelta(minutes=1))
    return attempt


def page(client, name, *args):
    return client.get(reverse(f"assessment:{name}", args=args))


def text_of(response):
    return " ".join(response.content.decode().split())


def test_intro_shows_the_rules_as_the_manual_names_them(client, ready, exam):
    text = text_of(page(client, "intro", exam.pk))
    for label in ("Durasi", "1 Jam", "Total Pertanyaan", "Nilai Kelulusan", "80/100"):
        assert label in text
    assert "Kesempatan Ujian Ulang" in text
    assert "2 Kali" in text
    assert "Mulai Ujian" in text


def test_intro_changes_with_the_rules_though_it_is_kept(client, ready, exam):
    page(client, "intro", exam.pk)
    exam.title, exam.pass_mark = "Ujian Baru", 75
    exam.save()
    text = text_of(page(client, "intro", exam.pk))
    assert "Ujian Baru" in text
    assert "75/100" in text


def test_intro_links_to_what_is_required_first_and_offers_no_start(client, enrolment, exam):
    response = page(client, "intro", exam.pk)
    assert [title for title, _ in response.context["missing"]] == [
        "Topik 1: bacaan 1",
        "Topik 1: bacaan 2",
    ]
    assert f'href="{response.context["missing"][0][1]}"' in text_of(response)
    assert "Mulai Ujian" not in text_of(response)


def test_intro_of_a_quiz_offers_mulai_quiz(client, course, enrolment):
    quiz = make_quiz(TopicPage.objects.child_of(course).get(), bank=make_bank("Tes"))
    assert "Mulai Quiz" in text_of(page(client, "intro", quiz.pk))


def test_intro_offers_to_go_on_with_an_open_attempt(client, running, exam):
    text = text_of(page(client, "intro", exam.pk))
    assert "Lanjutkan Ujian" in text
    assert "Mulai Ujian" not in text
    assert reverse("assessment:attempt", args=[running.uuid]) in text


def test_intro_lists_earlier_attempts(client, attempt, exam, learner):
    submit_attempt(learner, attempt.uuid, now=NOW)
    text = text_of(page(client, "intro", exam.pk))
    assert reverse("assessment:result", args=[attempt.uuid]) in text
    assert "Tidak Lulus" in text


def test_intro_hands_an_overdue_attempt_in_and_offers_the_next(client, overdue, exam):
    address = reverse("assessment:intro", args=[exam.pk])
    text = text_of(client.get(address, follow=True))
    overdue.refresh_from_db()
    assert overdue.state == Attempt.State.EXPIRED
    assert "Mulai Ujian" in text


def test_intro_leads_who_is_not_enrolled_to_the_course(client, exam):
    response = page(client, "intro", exam.pk)
    assert response.headers["Location"] == reverse("learning:page", args=[exam.pk])


def test_intro_of_an_unpublished_exam_is_not_found(client, ready, exam):
    exam.unpublish()
    assert page(client, "intro", exam.pk).status_code == 404


def test_start_by_get_asks_and_starts_nothing(client, ready, exam):
    assert "Ya, mulai sekarang" in text_of(page(client, "start", exam.pk))
    assert not Attempt.objects.exists()


def test_start_begins_an_attempt_once(client, ready, exam):
    address = reverse("assessment:start", args=[exam.pk])
    first, second = client.post(address), client.post(address)
    attempt = Attempt.objects.get()
    target = reverse("assessment:attempt", args=[attempt.uuid])
    assert first.headers["Location"] == second.headers["Location"] == target


def test_start_is_refused_with_the_reason_and_its_status(client, enrolment, exam):
    response = client.post(reverse("assessment:start", args=[exam.pk]))
    assert response.status_code == 409
    assert "Selesaikan dahulu materi yang wajib." in text_of(response)


def test_start_is_refused_without_enrolment(client, exam):
    response = client.post(reverse("assessment:start", args=[exam.pk]))
    assert response.status_code == 403
    assert "Anda belum terdaftar" in text_of(response)


def test_the_exam_page_brings_all_questions_with_what_is_saved(client, running, learner):
    choice = running.form[1]["order"][2]
    now = timezone.now()
    save_answer(learner, running.uuid, 2, choices=[choice], is_doubtful=True, now=now)
    response = page(client, "attempt", running.uuid)
    text = text_of(response)
    for position in range(1, 5):
        assert f"Soal No: {position}/4" in text
    assert text.count(" checked") == 2
    assert response.context["questions"][1].choices[2].is_chosen
    assert response.context["questions"][1].is_doubtful
    assert "Pelayanan Publik" in text
    assert 'role="timer"' in text


def test_the_exam_page_never_shows_the_keys_nor_the_order_in_which_they_were_written(
    client, running, bank
):
    bank.items.update(explanation="Pembahasan rahasia")
    text = text_of(page(client, "attempt", running.uuid))
    assert "Pembahasan rahasia" not in text
    for question, entry in zip(
        page(client, "attempt", running.uuid).context["questions"], running.form, strict=True
    ):
        assert [choice.place for choice in question.choices] == [0, 1, 2, 3]
        letters = [choice.text[0] for choice in question.choices]
        assert letters == ["ABCD"[index] for index in entry["order"]]


def test_the_exam_page_shows_what_authors_wrote_as_text(client, running):
    ItemRevision.objects.update(stem="<script>alert(1)</script>")
    assert "<script>alert(1)" not in text_of(page(client, "attempt", running.uuid))


def test_the_exam_page_is_never_kept_by_a_cache(client, running):
    assert "no-store" in page(client, "attempt", running.uuid).headers["Cache-Control"]


def test_an_overdue_attempt_is_handed_in_when_it_is_looked_at(client, overdue):
    response = page(client, "attempt", overdue.uuid)
    assert response.headers["Location"] == reverse("assessment:result", args=[overdue.uuid])
    overdue.refresh_from_db()
    assert overdue.state == Attempt.State.EXPIRED


@pytest.mark.parametrize("name", ["attempt", "submission", "result"])
def test_another_persons_attempt_is_not_found(client, running, name):
    client.force_login(make_user("budi"))
    assert page(client, name, running.uuid).status_code == 404


def test_who_is_signed_out_is_led_through_sign_in(client, running):
    client.logout()
    address = reverse("assessment:attempt", args=[running.uuid])
    assert client.get(address).headers["Location"].endswith(f"?next={address}")


def test_without_scripts_a_question_has_a_form_that_saves_and_moves_on(client, running):
    address = reverse("assessment:question", args=[running.uuid, 1])
    assert "Soal No: 1/4" in text_of(client.get(address))
    response = client.post(address, {"pilihan-1": "2", "ragu-1": "on", "ke": "2"})
    assert response.headers["Location"] == reverse("assessment:question", args=[running.uuid, 2])
    running.refresh_from_db()
    assert running.answers["1"]["choices"] == [running.form[0]["order"][2]]
    assert running.answers["1"]["doubtful"]


@pytest.mark.parametrize("goal", ["selesai", "", "0", "5", "x"])
def test_without_scripts_the_last_step_is_the_summary(client, running, goal):
    address = reverse("assessment:question", args=[running.uuid, 4])
    response = client.post(address, {"ke": goal})
    assert response.headers["Location"] == reverse("assessment:submission", args=[running.uuid])


def test_without_scripts_a_wrong_choice_is_refused(client, running):
    address = reverse("assessment:question", args=[running.uuid, 1])
    assert client.post(address, {"pilihan-1": "9"}).status_code == 400
    assert client.post(address, {"pilihan-1": "x"}).status_code == 400


def test_without_scripts_an_answer_after_the_deadline_leads_to_the_result(client, overdue):
    address = reverse("assessment:question", args=[overdue.uuid, 1])
    response = client.post(address, {"pilihan-1": "1", "ke": "2"})
    assert response.headers["Location"] == reverse("assessment:result", args=[overdue.uuid])
    overdue.refresh_from_db()
    assert overdue.answers == {}


def test_a_question_outside_the_attempt_is_not_found(client, running):
    assert page(client, "question", running.uuid, 5).status_code == 404


def test_the_summary_names_what_is_unanswered_and_closes_nothing(client, running, learner):
    now = timezone.now()
    save_answer(learner, running.uuid, 2, choices=[0], is_doubtful=True, now=now)
    response = page(client, "submission", running.uuid)
    assert [one.position for one in response.context["unanswered"]] == [1, 3, 4]
    assert [one.position for one in response.context["doubtful"]] == [2]
    running.refresh_from_db()
    assert running.state == Attempt.State.OPEN


def test_handing_in_twice_leads_to_the_same_result(client, running):
    address = reverse("assessment:submission", args=[running.uuid])
    target = reverse("assessment:result", args=[running.uuid])
    assert client.post(address).headers["Location"] == target
    assert client.post(address).headers["Location"] == target
    assert Attempt.objects.get().grades.count() == 1


def test_the_intro_of_a_finished_course_says_so(client, ready, exam):
    Enrolment.objects.update(state="passed", finished_at=NOW)
    assert "Anda sudah lulus ujian ini." in text_of(page(client, "intro", exam.pk))


def test_the_exam_page_counts_what_is_left_from_the_moment_that_it_names(
    client, running, monkeypatch
):
    """A page that took seconds to make, as after a restart, must not promise them as well."""
    start = timezone.now()
    moments = (start + timedelta(seconds=second) for second in count())
    monkeypatch.setattr(timezone, "now", lambda: next(moments))
    told = page(client, "attempt", running.uuid).context
    assert told["now_ms"] + told["remaining_ms"] == pytest.approx(
        milliseconds(running.deadline_at), abs=1
    )


def test_query_counts_of_the_exam(client, ready, exam, django_assert_max_num_queries):
    page(client, "intro", exam.pk)
    with django_assert_max_num_queries(4):
        page(client, "intro", exam.pk)
    with django_assert_max_num_queries(8):  # two of them begin and end the transaction
        response = client.post(reverse("assessment:start", args=[exam.pk]))
    address = response.headers["Location"]
    client.get(address)
    with django_assert_max_num_queries(3):
        client.get(address)
    with django_assert_max_num_queries(10):
        response = client.post(f"{address}submission/")
    with django_assert_max_num_queries(5):
        client.get(response.headers["Location"])
