"""What is done so that courses are reviewed before they are published, by Wagtail's workflows."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext
from wagtail.log_actions import log
from wagtail.models import GroupApprovalTask, Site, Task, Workflow, WorkflowPage, WorkflowTask

from widya.accounts.models import SiteRole, User
from widya.accounts.queries import catalogue_below, review_workflow, role_group
from widya.organisation.queries import settings_for


def offer_review(site: Site, reviewers: Group) -> Workflow:
    """Return the workflow by which the reviewers approve courses, made once; no page has it yet."""
    known = review_workflow(reviewers)
    if known:
        return known
    name = settings_for(site).short_name
    task = GroupApprovalTask.objects.create(name=f"{gettext('Telaah')} · {name}")
    task.groups.add(reviewers)
    workflow: Workflow = Workflow.objects.create(name=f"{gettext('Telaah kursus')} · {name}")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


@transaction.atomic
def set_review(site: Site, *, is_on: bool, by: User) -> None:
    """Let authors hand the site's courses to its reviewers before they are published, or no more.

    What is being reviewed goes on either way; who may publish without a review still may.
    """
    catalogue = catalogue_below(site.root_page).specific
    workflow = offer_review(site, role_group(site, SiteRole.Role.REVIEWER))
    if is_on:
        _wake(workflow)
        WorkflowPage.objects.update_or_create(page=catalogue, defaults={"workflow": workflow})
    else:
        WorkflowPage.objects.filter(page=catalogue, workflow=workflow).delete()
    log(instance=catalogue, action=f"accounts.review_{'on' if is_on else 'off'}", user=by)


def _wake(workflow: Workflow) -> None:
    """Switch on what somebody switched off: without a task, Wagtail publishes what is handed in."""
    Workflow.objects.filter(pk=workflow.pk).update(active=True)
    Task.objects.filter(workflow_tasks__workflow=workflow).update(active=True)
