"""Rows A8 and B10: the dashboard."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from tests import worlds
from tests.portal.learners import make_exam_course, pass_course, read_all, sit
from widya.assessment.actions import start_attempt
from widya.assessment.models import Attempt
from widya.catalog.models import TopicPage
from widya.catalog.queries import course_outline
from widya.learning.actions import enrol, visit
from widya.organisation.models import Unit
from widya.portal.queries import YearlyHours, dashboard_context, profile_of

pytestmark = pytest.mark.django_db
ADDRESS = "/dashboard/"


def context_of(user, site, *, now=worlds.NOW):
    return dashboard_context(user, site_root_path=site.root_page.path, now=now)


def test_the_dashboard_asks_visitors_to_sign_in_and_remembers_where_they_were_going(client, site):
    response = client.get(ADDRESS)
    assert response.status_code == 302
    assert response.url == "/akun/login/?next=/dashboard/"


def test_the_greeting_names_the_person(signed_in):
    html = signed_in.get(ADDRESS).content.decode()
    assert ", Siti Rahmawati!" in html
    assert "Selamat" in html


@pytest.mark.parametrize(
    ("hour_utc", "greeting"),
    [(23, "Selamat pagi"), (5, "Selamat siang"), (9, "Selamat sore"), (14, "Selamat malam")],
)
def test_the_greeting_follows_the_local_time(siti, site, hour_utc, greeting):
    now = datetime(2026, 5, 5, hour_utc, tzinfo=UTC)  # seven hours later in Jakarta
    assert context_of(siti, site, now=now)["greeting"] == greeting


def test_the_profile_is_summed_up(signed_in, siti):
    region = Unit.add_root(name="Kantor Wilayah Jawa Barat")
    siti.unit = region.add_child(name="Lapas Kelas I Cirebon")
    siti.nip, siti.position = "199001012015031001", "Analis Pemasyarakatan"
    siti.save()
    html = signed_in.get(ADDRESS).content.decode()
    for shown in (
        "19900101 201503 1 001",
        "Analis Pemasyarakatan",
        "Kantor Wilayah Jawa Barat › Lapas Kelas I Cirebon",
        'href="/akun/profil/"',
    ):
        assert shown in html


def test_a_profile_without_unit_names_the_workplace():
    sari = worlds.make_user("sari", workplace="Universitas Padjadjaran")
    assert profile_of(sari).lines == ("sari", "Universitas Padjadjaran")


def test_someone_new_is_led_to_the_catalogue(signed_in):
    html = signed_in.get(ADDRESS).content.decode()
    assert "Belum ada pelatihan yang berjalan" in html
    assert 'href="/pelatihan/"' in html


def test_counters_tell_active_courses_from_finished_ones(siti, site):
    passed, exam = make_exam_course(site, title="Lulus")
    failed, hard_exam = make_exam_course(site, title="Gagal", retakes_allowed=0)
    pass_course(siti, passed, exam)
    read_all(siti, failed)
    sit(siti, hard_exam, right=0)
    enrol(siti, worlds.make_course(site, title="Berjalan"), now=worlds.NOW)
    standing = context_of(siti, site)["standing"]
    assert (standing.enrolled, standing.active, standing.finished) == (3, 1, 2)


def test_the_course_visited_last_is_the_one_to_continue(signed_in, siti, site):
    first = worlds.make_course(site, title="Pertama")
    second = worlds.make_course(site, title="Kedua")
    enrolment = enrol(siti, first, now=worlds.NOW)
    enrol(siti, second, now=worlds.NOW + timedelta(hours=1))
    lesson = course_outline(first.pk).elements[0]
    visit(enrolment, lesson.id, now=worlds.NOW + timedelta(hours=2))
    response = signed_in.get(ADDRESS)
    latest = response.context["latest"]
    assert latest.course["title"] == "Pertama"
    assert latest.continue_url == "/belajar/pertama/"
    assert f"Terakhir dibuka: {lesson.title}" in response.content.decode()
    assert [card.course["title"] for card in response.context["running"]] == ["Kedua"]


def test_a_course_just_enrolled_on_comes_before_those_visited_earlier(siti, site):
    visited = enrol(siti, worlds.make_course(site, title="Lama"), now=worlds.NOW)
    visit(visited, visited.run.course_id, now=worlds.NOW)
    enrol(siti, worlds.make_course(site, title="Baru"), now=worlds.NOW + timedelta(hours=1))
    assert context_of(siti, site)["latest"].course["title"] == "Baru"


def test_courses_that_one_takes_already_are_not_offered(siti, site):
    enrol(siti, worlds.make_course(site, title="Diikuti"), now=worlds.NOW)
    worlds.make_course(site, title="Baru")
    worlds.make_course(site, title="Ditarik").unpublish()
    assert [course["title"] for course in context_of(siti, site)["new_courses"]] == ["Baru"]


def test_courses_that_take_nobody_any_more_are_not_offered(siti, site):
    closed = worlds.make_course(site, title="Ditutup")
    closed.runs.update(closes_at=worlds.NOW - timedelta(days=1))
    assert context_of(siti, site)["new_courses"] == []


def test_credit_hours_of_this_year_count_and_earlier_ones_do_not(siti, site):
    last_year = worlds.NOW - timedelta(days=365)
    pass_course(siti, *make_exam_course(site, title="Tahun lalu"), now=last_year)
    pass_course(siti, *make_exam_course(site, title="Tahun ini"))
    assert context_of(siti, site)["hours"] == YearlyHours(earned=3, duty=20)


@pytest.mark.parametrize(
    ("earned", "percent", "missing"), [(0, 0, 20), (13, 65, 7), (20, 100, 0), (33, 100, 0)]
)
def test_the_ring_is_full_at_the_duty_and_not_fuller(earned, percent, missing):
    hours = YearlyHours(earned=earned, duty=20)
    assert (hours.percent, hours.missing) == (percent, missing)


def test_the_hours_stand_there_in_words(signed_in):
    assert "0 dari 20 JP tahun ini" in signed_in.get(ADDRESS).content.decode()


def test_an_exam_that_is_being_written_is_one_click_away(siti, site):
    course, exam = make_exam_course(site)
    read_all(siti, course)
    attempt = start_attempt(siti, exam, now=worlds.NOW, rng=Random(1))
    assert context_of(siti, site)["open_attempt"].uuid == attempt.uuid
    assert context_of(siti, site, now=attempt.deadline_at)["open_attempt"] is None


def test_of_two_tests_of_a_course_the_one_that_ends_first_is_shown_and_the_course_counts_once(
    siti, site
):
    course, bank = worlds.make_course(site, topics=2), worlds.make_bank()
    enrol(siti, course, now=worlds.NOW)
    topics = TopicPage.objects.child_of(course)
    longer, shorter = (
        worlds.make_quiz(topic, bank=bank, time_limit_minutes=minutes)
        for topic, minutes in zip(topics, (60, 20), strict=True)
    )
    for quiz in (longer, shorter):
        start_attempt(siti, quiz, now=worlds.NOW, rng=Random(1))
    context = context_of(siti, site)
    assert context["open_attempt"].title == shorter.title
    assert (context["standing"].enrolled, context["running"]) == (1, [])


def test_an_exam_whose_clock_is_stopped_is_still_being_written(siti, site):
    course, exam = make_exam_course(site)
    read_all(siti, course)
    attempt = start_attempt(siti, exam, now=worlds.NOW, rng=Random(1))
    Attempt.objects.update(paused_at=worlds.NOW)
    assert context_of(siti, site, now=attempt.deadline_at)["open_attempt"].uuid == attempt.uuid


def test_new_certificates_are_shown(signed_in, siti, site):
    pass_course(siti, *make_exam_course(site, title="Paradigma Baru"))
    html = signed_in.get(ADDRESS).content.decode()
    assert "Sertifikat terbaru" in html
    assert siti.certificates.get().number in html


def test_nothing_of_another_person_is_shown(signed_in, budi, site):
    pass_course(budi, *make_exam_course(site, title="Milik Budi"))
    context = signed_in.get(ADDRESS).context
    assert context["standing"].enrolled == 0
    assert not context["certificates"]
    assert context["latest"] is None


def test_the_dashboard_needs_at_most_14_queries_however_much_there_is(
    signed_in, siti, site, django_assert_max_num_queries
):
    for number in range(4):
        pass_course(siti, *make_exam_course(site, title=f"Lulus {number}"))
        enrol(siti, worlds.make_course(site, title=f"Berjalan {number}"), now=worlds.NOW)
        worlds.make_course(site, title=f"Baru {number}")
    signed_in.get(ADDRESS)
    with django_assert_max_num_queries(14):
        signed_in.get(ADDRESS)
