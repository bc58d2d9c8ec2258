"""Row A9: “Daftar Pelatihan” of one's own."""

import pytest

from tests import worlds
from tests.portal.learners import make_exam_course, pass_course, read_all, sit
from widya.learning.actions import enrol
from widya.organisation.models import SiteSettings
from widya.portal.views import COURSES_PER_PAGE

pytestmark = pytest.mark.django_db
ADDRESS = "/dashboard/pelatihan/"


@pytest.fixture(scope="module")
def shared_courses(make_once, shared_world):
    make_once(take_three_courses, shared_world["siti"], shared_world["site"])


def take_three_courses(siti, site):
    """Let Siti pass one course, fail one and be in the middle of one."""
    pass_course(siti, *make_exam_course(site, title="Lulus Sudah"))
    failed, exam = make_exam_course(site, title="Gagal Sudah", retakes_allowed=0)
    read_all(siti, failed)
    sit(siti, exam, right=1)
    enrol(siti, worlds.make_course(site, title="Sedang Berjalan"), now=worlds.NOW)


@pytest.fixture
def three_courses(shared_courses, db):
    """Let Siti have three courses."""


def titles(response):
    return {card.course["title"] for card in response.context["courses"]}


def test_the_page_asks_visitors_to_sign_in(client, site):
    assert client.get(ADDRESS).url == f"/akun/login/?next={ADDRESS}"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("", {"Lulus Sudah", "Gagal Sudah", "Sedang Berjalan"}),
        ("aktif", {"Sedang Berjalan"}),
        ("selesai", {"Lulus Sudah", "Gagal Sudah"}),
        ("apa-saja", {"Lulus Sudah", "Gagal Sudah", "Sedang Berjalan"}),
    ],
)
def test_each_tab_lists_its_courses(signed_in, three_courses, status, expected):
    assert titles(signed_in.get(ADDRESS, {"status": status})) == expected


def test_tabs_are_links_with_counts_and_the_current_one_is_marked(signed_in, three_courses):
    tabs = signed_in.get(ADDRESS, {"status": "aktif"}).context["tabs"]
    assert [(str(tab["label"]), tab["count"], tab["current"]) for tab in tabs] == [
        ("Pelatihan Yang Diikuti", 3, False),
        ("Pelatihan Aktif", 1, True),
        ("Pelatihan Selesai", 2, False),
    ]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/dashboard/", ["% yang Diikuti", "% Aktif", "% Selesai", "% yang sedang berjalan"]),
        (ADDRESS, ["Daftar %", "% Yang Diikuti", "% Aktif", "% Selesai"]),
        ("/dashboard/riwayat-ujian/", ["Nama %"]),
        ("/dashboard/sertifikat/", ["Nama %"]),
        ("/belajar/lulus-sudah/deskripsi/", ["Materi %", "Deskripsi %"]),
        ("/pelatihan/lulus-sudah/", ["Deskripsi %"]),
    ],
)
def test_pages_call_courses_what_the_site_calls_them(
    signed_in, siti, site, three_courses, address, words
):
    enrol(siti, worlds.make_course(site, title="Satu Lagi"), now=worlds.NOW)
    for label in ("Pelatihan", "Kursus"):
        SiteSettings.objects.get(site=site).delete()
        SiteSettings.objects.create(site=site, label_course=label)
        page = signed_in.get(address).text
        assert [each for each in words if each.replace("%", label) not in page] == []


def test_finished_courses_say_how_they_ended(signed_in, three_courses):
    html = signed_in.get(ADDRESS, {"status": "selesai"}).content.decode()
    assert html.count("COMPLETE") == 2
    assert html.count("Tidak Lulus") == 1
    assert html.count("Lulus</span>") == 2


def test_a_passed_course_leads_to_its_materials_and_its_certificate(signed_in, siti, three_courses):
    html = signed_in.get(ADDRESS, {"status": "selesai"}).content.decode()
    assert 'href="/belajar/lulus-sudah/"' in html
    assert f'href="/sertifikat/{siti.certificates.get().uuid}/"' in html


def test_a_course_in_progress_shows_how_far_one_is(budis_browser, budi, site):
    course = worlds.make_course(site, title="Setengah jalan", topics=1)
    enrolment = enrol(budi, course, now=worlds.NOW)
    budis_browser.get(ADDRESS)
    enrolment.progress_percent = 50
    enrolment.save()
    assert 'value="50"' in budis_browser.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("", "Anda belum mengikuti pelatihan"),
        ("aktif", "Tidak ada pelatihan yang sedang berjalan"),
        ("selesai", "Belum ada pelatihan yang selesai"),
    ],
)
def test_an_empty_tab_says_what_to_do(budis_browser, status, says):
    assert says in budis_browser.get(ADDRESS, {"status": status}).content.decode()


def test_courses_of_others_are_not_listed(budis_browser, siti, site):
    enrol(siti, worlds.make_course(site), now=worlds.NOW)
    assert titles(budis_browser.get(ADDRESS)) == set()


def test_the_list_is_paged_and_keeps_its_tab(budis_browser, budi, site):
    for number in range(COURSES_PER_PAGE + 1):
        enrol(budi, worlds.make_course(site, title=f"Kursus {number}", topics=0), now=worlds.NOW)
    response = budis_browser.get(ADDRESS, {"status": "aktif", "page": "2"})
    assert len(response.context["courses"]) == 1
    assert "?status=aktif&amp;page=1" in response.content.decode()


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    budis_browser, budi, site, django_assert_max_num_queries
):
    for number in range(3):
        pass_course(budi, *make_exam_course(site, title=f"Lulus {number}"))
        enrol(budi, worlds.make_course(site, title=f"Jalan {number}"), now=worlds.NOW)
    budis_browser.get(ADDRESS)
    with django_assert_max_num_queries(7):
        budis_browser.get(ADDRESS)
