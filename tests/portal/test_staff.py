"""The staff's menu and start page."""

from datetime import timedelta
from random import Random

import pytest

from tests import worlds
from tests.portal.learners import make_exam_course, pass_course, read_all
from widya.accounts.actions import grant_role, set_up_roles
from widya.assessment.actions import start_attempt
from widya.catalog.models import CatalogPage
from widya.portal.staff import newest_completions, running_exams

pytestmark = pytest.mark.django_db


def sign_in_staff(client, site, role):
    set_up_roles(site, site.root_page)
    person = worlds.make_user(role)
    grant_role(person, site, role)
    client.force_login(person)


@pytest.fixture
def author(client, site):
    """Sign an author in."""
    sign_in_staff(client, site, "author")


def test_the_menu_is_in_the_order_of_work(client, site):
    sign_in_staff(client, site, "administrator")
    html = client.get("/admin/").content.decode()
    labels = ["Kursus", "Bank Soal", "Peserta", "Sertifikat", "Berita", "Laporan", "Pengaturan"]
    places = [html.index(f'"label": "{label}"') for label in labels]
    assert places == sorted(places)


def test_the_menu_has_no_entries_about_wagtail(client, author):
    html = client.get("/admin/").content.decode()
    assert '"name": "help"' not in html
    assert "editor guide" not in html


def test_the_menu_leads_to_the_courses_of_the_site(client, author, site):
    catalogue = CatalogPage.objects.child_of(site.root_page).get()
    assert f"/admin/pages/{catalogue.pk}/" in client.get("/admin/").content.decode()


def test_the_staff_side_carries_the_name_of_the_platform(client, author, site):
    site.sitesettings.platform_name = "MOOC Kemenimipas"
    site.sitesettings.save()
    html = client.get("/admin/").content.decode()
    assert "MOOC Kemenimipas</title>" in html


def test_running_exams_are_counted_until_their_deadline(site, siti, budi):
    course, exam = make_exam_course(site, title="Alfa")
    for person in (siti, budi):
        read_all(person, course)
        attempt = start_attempt(person, exam, now=worlds.NOW, rng=Random(1))
    root_path = site.root_page.path
    assert running_exams(root_path, now=worlds.NOW) == [
        {"course": "Alfa", "exam": "Ujian Akhir", "people": 2}
    ]
    assert running_exams(root_path, now=attempt.deadline_at) == []


def test_staff_see_the_exams_and_completions_of_their_own_site_only(site, siti, budi):
    other = worlds.make_site("kemenkum.localhost", is_default=False)
    course, exam = make_exam_course(other)
    pass_course(budi, course, exam)
    read_all(siti, course)
    start_attempt(siti, exam, now=worlds.NOW, rng=Random(1))
    assert running_exams(site.root_page.path, now=worlds.NOW) == []
    assert not newest_completions(site.root_page.path)
    assert newest_completions(other.root_page.path)


def test_the_newest_completion_comes_first(site, siti, budi):
    course, exam = make_exam_course(site)
    for day, person in enumerate((siti, budi)):
        pass_course(person, course, exam, now=worlds.NOW + timedelta(days=day))
    names = [enrolment.user.username for enrolment in newest_completions(site.root_page.path)]
    assert names == ["budi", "siti"]


def test_the_start_page_shows_both_panels(client, author, site, budi):
    course, exam = make_exam_course(site, title="Alfa")
    pass_course(budi, course, exam)
    html = client.get("/admin/").content.decode()
    assert "Ujian berlangsung" in html
    assert "Tidak ada ujian yang sedang dikerjakan." in html
    assert "Kelulusan terbaru" in html
    assert "Budi Santoso" in html
