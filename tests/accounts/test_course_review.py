"""How courses are reviewed before they are published: handed in, approved or sent back."""

import pytest
from django.core import mail
from wagtail.models import (
    Comment,
    GroupApprovalTask,
    Page,
    PageSubscription,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
)

from tests import worlds
from tests.accounts.reviewing import COMMENTS, NO_COMMENTS, World, edit_url
from widya.accounts.actions import grant_role, set_review, set_up_roles
from widya.accounts.queries import is_reviewed, role_group
from widya.catalog.models import LessonPage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_world(make_once):
    return make_once(World)


@pytest.fixture
def world(shared_world, db):
    return shared_world


@pytest.fixture
def review(world):
    """Switch the review of the site's courses on."""
    set_review(world.site, is_on=True, by=world.staff["administrator"])


def submit(client, page):
    typed = {"title": "Siap ditelaah", "slug": page.slug}
    client.post(
        edit_url(page), NO_COMMENTS | typed | {"duration_minutes": "5", "action-submit": "on"}
    )


def test_each_site_has_a_review_that_nothing_uses_until_it_is_switched_on(world):
    names = Workflow.objects.filter(name__startswith="Telaah kursus")
    assert "Telaah kursus · Imipas" in names.values_list("name", flat=True)
    assert names.count() == 2
    assert not WorkflowPage.objects.filter(workflow__in=names).exists()
    assert not is_reviewed(world.site)


def test_setting_up_again_makes_no_second_review(world):
    set_up_roles(world.site, world.site.root_page)
    group = role_group(world.site, "reviewer")
    assert GroupApprovalTask.objects.filter(groups=group).count() == 1


def test_with_a_review_authors_may_hand_in_and_still_publish(world, review):
    rights = world.lesson.permissions_for_user(world.staff["author"])
    assert rights.can_publish()
    assert rights.can_submit_for_moderation()
    assert world.lesson.get_workflow().name == "Telaah kursus · Imipas"
    assert world.theirs.get_workflow().name != "Telaah kursus · Imipas"


def test_what_an_author_hands_in_goes_out_when_a_reviewer_approves(client, world, review):
    client.force_login(world.staff["author"])
    submit(client, world.lesson)
    assert [each.to for each in mail.outbox] == [[world.staff["reviewer"].email]]
    assert Page.objects.get(pk=world.lesson.pk).title == world.lesson.title
    client.force_login(world.staff["reviewer"])
    assert "Siap ditelaah" in client.get("/admin/").content.decode()
    client.post(workflow_url(world.lesson, "approve"), {"comment": "Bagus."})
    lesson = LessonPage.objects.get(pk=world.lesson.pk)
    assert (lesson.title, lesson.live) == ("Siap ditelaah", True)
    assert lesson.live_revision.user == world.staff["author"]
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_what_a_reviewer_sends_back_waits_for_its_author(client, world, review):
    client.force_login(world.staff["author"])
    submit(client, world.lesson)
    client.force_login(world.staff["reviewer"])
    client.post(workflow_url(world.lesson, "reject"), {"comment": "Perbaiki contoh kedua."})
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert state.current_task_state.comment == "Perbaiki contoh kedua."
    assert Page.objects.get(pk=world.lesson.pk).title == world.lesson.title
    client.force_login(world.staff["author"])
    assert "Perbaiki contoh kedua." in client.get(edit_url(world.lesson)).content.decode()


def test_a_page_under_review_keeps_a_reviewers_comment_and_no_other_change(client, world, review):
    client.force_login(world.staff["author"])
    submit(client, world.lesson)
    client.force_login(world.staff["reviewer"])
    decision = {"action-workflow-action": "on", "workflow-action-name": "approve"}
    client.post(edit_url(world.lesson), COMMENTS | {"title": "Diganti"} | decision)
    assert Comment.objects.get().user == world.staff["reviewer"]
    assert LessonPage.objects.get(pk=world.lesson.pk).title == "Siap ditelaah"


def test_mails_tell_what_waits_what_went_out_and_what_came_back(client, world, review):
    reviewer, author = world.staff["reviewer"], world.staff["author"]
    client.force_login(author)
    submit(client, world.lesson)
    client.force_login(reviewer)
    client.post(workflow_url(world.lesson, "reject"), {"comment": "Sebut 'pasal' & ayat."})
    asked, answered = mail.outbox
    assert (asked.to, asked.subject) == ([reviewer.email], "“Siap ditelaah” menunggu telaah")
    assert f"http://localhost/admin/pages/{world.lesson.pk}/edit/" in asked.body
    assert (answered.to, answered.subject) == ([author.email], "“Siap ditelaah” perlu diperbaiki")
    assert "Catatan penelaah: Sebut 'pasal' & ayat." in answered.body
    client.force_login(author)
    submit(client, world.lesson)
    client.force_login(reviewer)
    client.post(workflow_url(world.lesson, "approve"), {"comment": ""})
    assert mail.outbox[-1].to == [author.email]
    assert "sudah terbit: http://localhost" in mail.outbox[-1].body


def test_who_follows_a_page_hears_of_comments(client, world):
    author = world.staff["author"]
    PageSubscription.objects.create(page=world.lesson, user=author, comment_notifications=True)
    client.force_login(world.staff["reviewer"])
    client.post(edit_url(world.lesson), COMMENTS)
    (sent,) = mail.outbox
    assert sent.to == [author.email]
    assert "Baru: Sebutkan pasalnya." in sent.body


def test_another_sites_reviewer_decides_nothing(client, world, review):
    stranger = worlds.make_user("lain")
    grant_role(stranger, world.other_site, "reviewer")
    client.force_login(world.staff["author"])
    submit(client, world.lesson)
    client.force_login(stranger)
    client.post(workflow_url(world.lesson, "approve"), {"comment": ""})
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    assert client.get(edit_url(world.lesson)).status_code == 302


def workflow_url(page, action):
    state = TaskState.objects.filter(workflow_state__object_id=page.pk).latest("pk")
    return f"/admin/pages/workflow/action/{page.pk}/{action}/{state.pk}/"


def test_the_administrator_switches_the_review_on_and_off(client, world):
    client.force_login(world.staff["administrator"])
    assert "/admin/review/" in client.get("/admin/").content.decode()
    for typed, is_on in (({"is_on": "on"}, True), ({"is_on": "on"}, True), ({}, False)):
        client.post("/admin/review/", typed)
        assert is_reviewed(world.site) == is_on
        assert client.get("/admin/review/").context["form"].initial == {"is_on": is_on}
    assert not is_reviewed(world.other_site)


def test_the_review_of_a_site_is_its_own_administrators_matter(client, world):
    client.force_login(world.staff["administrator"])
    path = "/admin/review/"
    assert client.get(path, headers={"host": "kemenkum.localhost"}).status_code == 404
    client.post(path, {"is_on": "on"}, headers={"host": "kemenkum.localhost"})
    assert not is_reviewed(world.other_site)


def test_a_review_that_was_switched_off_in_wagtail_comes_back_whole(world, review):
    admin = world.staff["administrator"]
    for task in Task.objects.specific():
        task.deactivate(user=admin)
    for workflow in Workflow.objects.all():
        workflow.deactivate(user=admin)
    assert not is_reviewed(world.site)
    set_review(world.site, is_on=True, by=admin)
    assert is_reviewed(world.site)
    workflow = world.lesson.get_workflow()
    assert [task.active for task in workflow.tasks] == [True]
