"""What the staff's start page shows, and what of Wagtail's menu it does without."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from widya.organisation.queries import branding_for
from widya.portal.staff import newest_completions, running_exams

HIDDEN_MENU_ITEMS = {"help"}  # it is about Wagtail, in English
MENU_LABELS = {"reports": _("Laporan")}  # Wagtail has no Indonesian word for it


class RunningExamsPanel(Component):
    """How many people sit which exam at this moment."""

    order = 10
    template_name = "portal/admin/running_exams.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        root_path = branding_for(parent_context["request"]).root_path
        exams = running_exams(root_path, now=timezone.now())
        return {"exams": exams, "people": sum(exam["people"] for exam in exams)}


class NewestCompletionsPanel(Component):
    """Who passed which course of late."""

    order = 300
    template_name = "portal/admin/newest_completions.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        root_path = branding_for(parent_context["request"]).root_path
        return {"enrolments": newest_completions(root_path)}


@hooks.register("construct_main_menu")
def tidy_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_MENU_ITEMS]
    for item in menu_items:
        item.label = MENU_LABELS.get(item.name, item.label)


@hooks.register("construct_homepage_summary_items", order=1000)  # after Wagtail has added its own
def leave_out_summary(request: HttpRequest, summary_items: list[Component]) -> None:
    """Show no counts of pages and files: the panels say what there is to do."""
    summary_items.clear()


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels += [RunningExamsPanel(), NewestCompletionsPanel()]
