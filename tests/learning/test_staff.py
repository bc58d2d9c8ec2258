"""The staff side: the list of learners, reviews, and pages that must stay."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission, ModelLogEntry

from tests import worlds
from widya.learning.actions import enrol, finish_enrolment, write_review
from widya.learning.models import Review
from widya.learning.queries import has_records

NOW = worlds.NOW
LIST = "enrolments:index"


@pytest.fixture
def administrator(client, site):
    """Return a browser in which an administrator of the site is signed in."""
    group = Group.objects.create(name="Administrator")
    names = ["access_admin", "view_enrolment", "change_review"]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=site.root_page, permission=change)
    user = worlds.make_user("admin")
    user.groups.add(group)
    client.force_login(user)
    return client


@pytest.fixture
def elsewhere(site):
    """Return an enrolment on another site's course."""
    other_site = worlds.make_site("b.example.id", is_default=False)
    course = worlds.make_course(other_site, title="Keimigrasian", topics=1)
    return enrol(worlds.make_user("budi", name="Budi Hartono"), course, now=NOW)


@pytest.fixture
def review(enrolment):
    finish_enrolment(enrolment.pk, is_passed=True, now=NOW)
    return write_review(enrolment, stars=5, text="Bermanfaat.", now=NOW)


def test_the_list_shows_the_learners_of_one_s_own_site(administrator, enrolment, elsewhere):
    response = administrator.get(reverse(LIST))
    assert list(response.context["object_list"]) == [enrolment]
    assert "Peserta" in response.text
    assert "Budi Hartono" not in response.text
    assert "Keimigrasian" not in response.text


@pytest.mark.parametrize(
    ("query", "count"),
    [("q=SITI", 1), ("q=budi", 0), ("state=active", 1), ("state=failed", 0)],
)
def test_the_list_is_searched_and_filtered(administrator, enrolment, query, count):
    response = administrator.get(f"{reverse(LIST)}?{query}")
    assert len(response.context["object_list"]) == count


def test_the_list_is_filtered_by_course(administrator, course, enrolment):
    other = worlds.make_course(course.get_site(), title="Lain", topics=1)
    for wanted, count in ((course, 1), (other, 0)):
        response = administrator.get(f"{reverse(LIST)}?run__course={wanted.pk}")
        assert len(response.context["object_list"]) == count


def test_the_list_is_exported(administrator, enrolment):
    enrolment.user.name = '=HYPERLINK("http://example.com")'
    enrolment.user.save()
    csv = administrator.get(f"{reverse(LIST)}?export=csv").getvalue().decode()
    heading, row = csv.splitlines()
    assert heading.startswith("Nama,NIP/Username,NIP,Unit kerja,Pelatihan,Keadaan")
    assert row.startswith("\"'=HYPERLINK(")
    xlsx = administrator.get(f"{reverse(LIST)}?export=xlsx")
    sheet = load_workbook(BytesIO(xlsx.getvalue())).active
    assert sheet["A2"].value == '=HYPERLINK("http://example.com")'
    assert sheet["A2"].data_type == "s"
    assert sheet["E2"].value == "Pelayanan Publik"


def test_the_list_needs_the_permission(client, site):
    client.force_login(worlds.make_user("guest"))
    assert client.get(reverse(LIST)).status_code == 302


def test_staff_hide_a_review_with_a_reason_and_show_it_again(administrator, review):
    url = reverse("reviews:edit", args=[review.pk])
    assert "Bermanfaat." in administrator.get(url).text
    administrator.post(url, {"hidden_reason": "Kata kasar"})
    assert Review.objects.get().hidden_reason == "Kata kasar"
    assert "Kata kasar" in administrator.get(reverse("reviews:index")).text
    administrator.post(url, {"hidden_reason": ""})
    assert Review.objects.get().hidden_at is None
    logged = ModelLogEntry.objects.order_by("timestamp").values_list("action", "data")
    assert list(logged) == [
        ("learning.hide_review", {"reason": "Kata kasar"}),
        ("learning.show_review", {}),
    ]


def test_staff_do_not_see_reviews_of_other_sites(administrator, elsewhere):
    finish_enrolment(elsewhere.pk, is_passed=True, now=NOW)
    elsewhere.refresh_from_db()
    foreign = write_review(elsewhere, stars=1, text="Rahasia.", now=NOW)
    assert "Rahasia." not in administrator.get(reverse("reviews:index")).text
    url = reverse("reviews:edit", args=[foreign.pk])
    assert administrator.post(url, {"hidden_reason": "x"}).status_code == 404


def test_pages_that_people_learned_with_have_records(site, course, enrolment):
    lesson = course.get_descendants().last()
    assert has_records(course)
    assert has_records(site.root_page)
    assert not has_records(lesson)
    enrolment.completions.create(element=lesson, completed_at=NOW)
    assert has_records(lesson)
    assert has_records(lesson.get_parent())
    assert not has_records(worlds.make_course(site, title="Baru", topics=1))


def test_a_course_with_learners_is_not_deleted(client, site, course, enrolment):
    client.force_login(worlds.make_user("admin", is_superuser=True))
    client.post(reverse("wagtailadmin_pages:delete", args=[course.pk]))
    course.refresh_from_db()
    assert course.live
