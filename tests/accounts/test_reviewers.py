"""What reviewers may do with courses: read them and comment; and nothing else."""

import pytest
from django.core.management import call_command
from wagtail.models import Comment, GroupApprovalTask, Page, Workflow, WorkflowState

from tests import worlds
from tests.accounts.reviewing import COMMENTS, NO_COMMENTS, World, edit_url
from widya.accounts.actions import grant_role, set_review
from widya.accounts.models import SiteRole
from widya.accounts.queries import role_group
from widya.assessment.models import AssessmentSource
from widya.catalog.models import CatalogPage, LessonPage
from widya.core.page_rights import pages_of_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_world(make_once):
    return make_once(World)


@pytest.fixture
def world(shared_world, db):
    return shared_world


@pytest.fixture
def reviewer(client, world):
    client.force_login(world.staff["reviewer"])
    return client


@pytest.fixture
def author(client, world):
    client.force_login(world.staff["author"])
    return client


@pytest.fixture
def review(world):
    """Switch the review of the site's courses on."""
    set_review(world.site, is_on=True, by=world.staff["administrator"])


def tree_url(page):
    return f"/admin/pages/{page.pk}/"


def draft_of(page):
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


# Reading


def test_a_reviewer_walks_the_tree_of_the_own_sites_courses(reviewer, world):
    catalogue = CatalogPage.objects.child_of(world.site.root_page).get()
    assert reviewer.get("/admin/pages/").headers["Location"] == tree_url(catalogue)
    assert world.course.title in reviewer.get(tree_url(catalogue)).content.decode()
    assert reviewer.get(tree_url(world.course)).status_code == 200
    for beyond in (world.site.root_page, world.theirs):
        assert reviewer.get(tree_url(beyond)).headers["Location"] == tree_url(catalogue)


def test_a_reviewer_searches_pages(reviewer, world):
    assert reviewer.get("/admin/pages/search/", {"q": "Pelayanan"}).status_code == 200


def test_a_draft_is_read_as_a_participant_will_see_it(reviewer, world):
    draft = LessonPage.objects.get(pk=world.lesson.pk)
    draft.title = "Judul yang belum terbit"
    draft.save_revision()
    page = reviewer.get(f"/admin/pages/{draft.pk}/view_draft/").content.decode()
    assert "Judul yang belum terbit" in page
    assert "begini peserta akan melihat" in page


@pytest.mark.parametrize("path", ["edit", "history", "usage", "edit/preview"])
def test_the_pages_that_only_show_a_page_open(reviewer, world, path):
    assert reviewer.get(f"/admin/pages/{world.exam.pk}/{path}/").status_code == 200


def test_versions_are_compared(reviewer, world):
    lesson = LessonPage.objects.get(pk=world.lesson.pk)
    versions = [lesson.save_revision().pk for _ in range(2)]
    path = f"/admin/pages/{world.lesson.pk}/revisions/compare/{versions[0]}...{versions[1]}/"
    assert reviewer.get(path).status_code == 200


def test_another_sites_pages_stay_shut(reviewer, world):
    for path in ("edit", "view_draft", "history"):
        assert reviewer.get(f"/admin/pages/{world.theirs.pk}/{path}/").status_code == 302


def test_the_reach_of_looking_is_wider_than_that_of_changing(world):
    reviewer, author = world.staff["reviewer"], world.staff["author"]
    assert world.course.page_ptr in pages_of_staff(reviewer, "view")
    assert world.theirs.page_ptr not in pages_of_staff(reviewer, "view")
    assert not pages_of_staff(reviewer, "change").exists()
    for action in ("view", "change"):
        assert world.course.page_ptr in pages_of_staff(author, action)


# Changing nothing


def test_the_tester_of_a_page_opens_the_editor_and_nothing_else(world):
    for page in (world.course, world.lesson, world.exam):
        rights = page.permissions_for_user(world.staff["reviewer"])
        assert rights.can_edit()
        for act in (
            rights.can_add_subpage,
            rights.can_copy,
            rights.can_delete,
            rights.can_lock,
            rights.can_move,
            rights.can_publish,
            rights.can_reorder_children,
            rights.can_set_view_restrictions,
            rights.can_submit_for_moderation,
            rights.can_unlock,
            rights.can_unpublish,
        ):
            assert not act(), act.__name__


def test_a_signed_out_or_shut_account_opens_nothing(world):
    shut = worlds.make_user("keluar", is_active=False)
    grant_role(shut, world.site, "reviewer")
    assert not world.course.permissions_for_user(shut).can_edit()


@pytest.mark.parametrize("path", ["delete", "unpublish", "move", "copy", "add_subpage", "privacy"])
def test_the_pages_of_acts_stay_shut(reviewer, world, path):
    assert reviewer.get(f"/admin/pages/{world.course.pk}/{path}/").status_code in {302, 404}
    assert reviewer.post(f"/admin/pages/{world.course.pk}/{path}/").status_code in {302, 404}
    course = Page.objects.get(pk=world.course.pk)
    assert course.live
    assert course.get_parent().get_children().count() == 1


@pytest.mark.parametrize("act", ["delete", "publish", "unpublish", "move"])
def test_acts_on_several_pages_do_nothing(reviewer, world, act):
    path = f"/admin/bulk/wagtailcore/page/{act}/?id={world.lesson.pk}&next=/admin/"
    reviewer.post(path, {"next": "/admin/", "move_applicable": "on", "chooser": world.exam.pk})
    lesson = Page.objects.get(pk=world.lesson.pk)
    assert lesson.live
    assert lesson.path == world.lesson.path


@pytest.mark.parametrize("button", ["", "action-publish", "action-submit"])
def test_saving_keeps_the_comment_and_no_other_change(reviewer, world, review, button):
    typed = {"title": "Diganti", "slug": "diganti", button: "on"}
    reviewer.post(edit_url(world.lesson), COMMENTS | typed)
    comment = Comment.objects.get()
    assert (comment.text, comment.user) == ("Sebutkan pasalnya.", world.staff["reviewer"])
    for lesson in (draft_of(world.lesson), LessonPage.objects.get(pk=world.lesson.pk)):
        assert (lesson.title, lesson.slug) == (world.lesson.title, world.lesson.slug)
        assert lesson.body.get_prep_value() == world.lesson.body.get_prep_value()
        assert lesson.live
    assert not WorkflowState.objects.exists()


@pytest.mark.parametrize("count", [1, 2])
def test_saving_keeps_no_change_of_what_an_exam_is_made_from(reviewer, world, count):
    (source,) = world.exam.sources.all()
    sources = {
        "sources-TOTAL_FORMS": count,
        "sources-INITIAL_FORMS": "1",
        "sources-0-id": source.pk,
        "sources-0-bank": source.bank_id,
        "sources-0-draw_count": "1",
        "sources-0-DELETE": "on",
        "sources-0-ORDER": "1",
        "sources-1-bank": source.bank_id,
        "sources-1-draw_count": "2",
    }
    reviewer.post(edit_url(world.exam), COMMENTS | sources | {"pass_mark": "1"})
    assert Comment.objects.exists()
    draft = draft_of(world.exam)
    assert [(each.bank_id, each.draw_count) for each in draft.sources.all()] == [
        (source.bank_id, 4)
    ]
    assert draft.pass_mark == world.exam.pass_mark
    assert AssessmentSource.objects.get().draw_count == 4


def test_an_author_reads_the_comment_and_still_changes_the_page(author, world):
    typed = {"title": "Baru", "slug": "baru", "duration_minutes": "5"}
    author.post(edit_url(world.lesson), NO_COMMENTS | typed)
    assert draft_of(world.lesson).title == "Baru"


@pytest.mark.parametrize(("role", "status"), [("author", 200), ("reviewer", 403)])
def test_pages_are_put_in_order_by_who_may(client, world, role, status):
    client.force_login(world.staff[role])
    topic = world.lesson.get_parent()
    pages = client.get(tree_url(topic)).content.decode()
    assert ("/set_position/" in pages) == (status == 200)
    path = f"/admin/pages/{world.lesson.pk}/set_position/?position=1"
    headers = {"x-requested-with": "XMLHttpRequest"}
    assert client.post(path, headers=headers).status_code == status
    is_first = topic.get_children().first().pk == world.lesson.pk
    assert is_first == (status == 403)


def test_an_older_version_is_not_brought_back(reviewer, world):
    lesson = LessonPage.objects.get(pk=world.lesson.pk)
    old = lesson.save_revision()
    lesson.save_revision()
    path = f"/admin/pages/{world.lesson.pk}/revisions/{old.pk}/revert/"
    for response in (reviewer.get(path), reviewer.post(path, COMMENTS)):
        assert response.headers["Location"] == "/admin/"
    assert not Comment.objects.exists()


def test_the_editor_says_that_only_comments_are_kept(client, world):
    for role, is_told in (("reviewer", True), ("author", False)):
        client.force_login(world.staff[role])
        page = client.get(edit_url(world.lesson)).content.decode()
        assert ("komentar disimpan, perubahan lain tidak" in page) == is_told


def test_migrating_an_older_database_makes_reviewers(world):
    group = role_group(world.site, "reviewer")
    GroupApprovalTask.objects.all().delete()
    Workflow.objects.all().delete()
    SiteRole.objects.filter(group=group).delete()
    group.delete()
    call_command("migrate", verbosity=0)
    group = role_group(world.site, "reviewer")
    assert set(group.permissions.values_list("codename", flat=True)) == {
        "access_admin",
        "view_attempt",
        "view_enrolment",
        "view_item",
        "view_itembank",
    }
    assert [each.permission.codename for each in group.page_permissions.all()] == ["view_page"]
    assert not group.collection_permissions.exists()
    assert GroupApprovalTask.objects.filter(groups=group).count() == 1
