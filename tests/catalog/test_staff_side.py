"""Authoring: explorer, copies, deletion, previews, the clock."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.documents import get_document_model

from tests.worlds import make_bank, make_exam, make_topic, make_user, publish
from widya.catalog.models import (
    RECORDS_HOOK,
    CatalogPage,
    Category,
    CoursePage,
    LessonPage,
    TopicPage,
)
from widya.catalog.queries import course_outline
from widya.catalog.tasks import publish_scheduled
from widya.content.models import Video


@pytest.fixture
def course(shared_course, db):
    return deepcopy(shared_course)


@pytest.fixture
def staff(client, course):
    client.force_login(make_user("staf", name="Staf Pelatihan", is_superuser=True))
    return client


def test_the_explorer_shows_what_tells_courses_apart(staff, course):
    course.category = Category.objects.create(name="Hukum", slug="hukum")
    publish(course)
    url = reverse("wagtailadmin_explore", args=[CatalogPage.objects.get().pk])
    text = staff.get(url).content.decode()
    for word in ("Kategori", "Hukum", "Level", "Mudah", "JP", "Peserta"):
        assert word in text, word


def test_the_explorer_of_a_course_keeps_the_learning_order(staff, course):
    make_topic(course, title="Topik paling baru")
    response = staff.get(reverse("wagtailadmin_explore", args=[course.pk]))
    titles = [page.title for page in response.context["pages"]]
    assert titles == ["Topik 1", "Topik 2", "Topik paling baru"]


def test_a_new_course_proposes_its_writer_as_author(staff):
    catalogue = CatalogPage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["catalog", "coursepage", catalogue.pk])
    form = staff.get(url).context["form"]
    assert form["author_name"].value() == "Staf Pelatihan"
    assert form["duration_minutes"].value() == 60
    assert form["has_certificate"].value() is True


def test_instructors_and_categories_are_edited_in_the_staff_side(staff):
    for name in ("instructor", "category"):
        assert staff.get(reverse(f"wagtailsnippets_catalog_{name}:list")).status_code == 200
        assert staff.get(reverse(f"wagtailsnippets_catalog_{name}:add")).status_code == 200


def test_a_copied_course_has_its_own_tree_run_and_figures(course):
    make_exam(course, bank=make_bank())
    copy = publish(
        course.copy(recursive=True, update_attrs={"title": "Salinan", "slug": "salinan"})
    )
    for page in copy.get_descendants():
        publish(page.specific)
    assert copy.runs.get() != course.runs.get()
    assert copy.figures.pk != course.figures.pk
    old, new = course_outline(course.pk), course_outline(copy.pk)
    assert [e.title for e in old.elements] == [e.title for e in new.elements]
    assert not {e.id for e in old.elements} & {e.id for e in new.elements}
    copy.figures.refresh_from_db()
    assert copy.figures.material_count == 4


def test_a_copy_that_is_live_at_once_can_be_taken(staff, course):
    url = reverse("wagtailadmin_pages:copy", args=[course.pk])
    data = {
        "new_title": "Salinan",
        "new_slug": "salinan",
        "new_parent_page": course.get_parent().pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    staff.post(url, data)
    copy = CoursePage.objects.get(slug="salinan")
    assert copy.runs.count() == 1
    assert copy.figures.material_count == 4


def test_a_page_without_records_can_be_deleted(staff, course):
    staff.post(reverse("wagtailadmin_pages:delete", args=[LessonPage.objects.first().pk]))
    assert LessonPage.objects.count() == 3


@pytest.fixture
def with_records():
    with hooks.register_temporarily(RECORDS_HOOK, lambda page: True):
        yield


@pytest.mark.usefixtures("with_records")
def test_a_page_with_records_is_not_deleted_and_it_says_why(staff, course):
    topic = TopicPage.objects.first()
    url = reverse("wagtailadmin_pages:delete", args=[topic.pk])
    response = staff.post(url, follow=True)
    assert "tidak dapat dihapus karena sudah ada catatan belajar" in response.content.decode()
    assert TopicPage.objects.filter(pk=topic.pk).exists()


@pytest.mark.usefixtures("with_records")
def test_several_pages_are_not_deleted_when_one_has_records(staff, course):
    ids = "&".join(f"id={page.pk}" for page in TopicPage.objects.all())
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    staff.post(f"{url}?{ids}")
    assert TopicPage.objects.count() == 2


@pytest.mark.usefixtures("with_records")
def test_a_page_with_records_can_be_unpublished(staff, course):
    staff.post(reverse("wagtailadmin_pages:unpublish", args=[course.pk]))
    course.refresh_from_db()
    assert not course.live


@pytest.mark.parametrize("kind", [CoursePage, TopicPage, LessonPage])
def test_a_preview_shows_the_draft_as_a_participant_sees_it(staff, course, kind):
    page = kind.objects.first()
    page.title = "Judul rancangan"
    page.save_revision()
    response = staff.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200
    text = response.content.decode()
    assert "Judul rancangan" in text
    assert course.title in text or kind is CoursePage


def test_a_lesson_preview_names_drafts_around_it(staff, course):
    topic = TopicPage.objects.first()
    topic.add_child(instance=LessonPage(title="Belum terbit", live=False))
    lesson = LessonPage.objects.first()
    url = reverse("wagtailadmin_pages:view_draft", args=[lesson.pk])
    assert "Belum terbit" in staff.get(url).content.decode()


def test_a_course_that_was_never_published_can_be_previewed(staff):
    draft = CoursePage(title="Rancangan", summary="Isi.", live=False)
    CatalogPage.objects.get().add_child(instance=draft)
    url = reverse("wagtailadmin_pages:view_draft", args=[draft.pk])
    assert staff.get(url).status_code == 200


def test_pages_of_a_course_lead_into_the_learning_page(client, course):
    lesson = LessonPage.objects.first()
    response = client.get(lesson.url)
    assert response.status_code == 302
    assert response.url == reverse("learning:page", args=[lesson.pk])


def test_what_is_scheduled_is_published_by_the_worker(course):
    course.unpublish()
    course.go_live_at = timezone.now() - timedelta(minutes=1)
    course.save_revision(approved_go_live_at=course.go_live_at)
    publish_scheduled()
    course.refresh_from_db()
    assert course.live


def test_two_workers_do_not_publish_at_once(course, monkeypatch):
    calls = []
    monkeypatch.setattr("widya.catalog.tasks.call_command", calls.append)
    publish_scheduled()
    publish_scheduled()
    assert calls == ["publish_scheduled"]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/film",
        "http://www.youtube.com/watch?v=1",
        "https://youtube.com.example.id/watch?v=1",
    ],
)
def test_a_lesson_takes_links_of_known_players_only(course, address):
    lesson = LessonPage.objects.first()
    lesson.video_url = address
    with pytest.raises(ValidationError) as caught:
        lesson.full_clean()
    assert "YouTube" in str(caught.value.message_dict["video_url"])


def test_a_lesson_has_one_main_medium(course):
    lesson = LessonPage.objects.first()
    lesson.video_url = "https://www.youtube.com/watch?v=1"
    lesson.full_clean()
    lesson.video = Video.objects.create(title="Film", file="film.mp4")
    with pytest.raises(ValidationError) as caught:
        lesson.full_clean()
    assert "Pilih satu saja" in str(caught.value.message_dict["video_url"])


def test_the_main_document_of_a_lesson_is_a_pdf(course):
    lesson = LessonPage.objects.first()
    lesson.document = get_document_model().objects.create(title="Tabel", file="tabel.xlsx")
    with pytest.raises(ValidationError) as caught:
        lesson.full_clean()
    assert "PDF" in str(caught.value.message_dict["document"])
