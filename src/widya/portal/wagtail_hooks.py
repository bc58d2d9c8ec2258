"""The staff's menu, in the order of work, and what their start page shows."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.models import Page

from widya.catalog.models import CatalogPage
from widya.organisation.queries import branding_for
from widya.portal.staff import newest_completions, running_exams
from widya.website.models import NewsIndexPage

HIDDEN_MENU_ITEMS = {"help"}  # it is about Wagtail, in English
MENU_LABELS = {"reports": _("Laporan")}  # Wagtail has no Indonesian word for it


class PageMenuItem(MenuItem):
    """Leads to the explorer at the page of a kind of which each site has one."""

    def __init__(self, label: Any, kind: type[Page], **options: Any) -> None:
        super().__init__(label, "", **options)
        self.kind = kind

    def is_shown(self, request: HttpRequest) -> bool:
        return user_has_any_page_permission(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        pages = self.kind.objects.filter(path__startswith=branding_for(request).root_path)
        page_id = pages.values_list("pk", flat=True).first()
        address = (
            reverse("wagtailadmin_explore", args=[page_id])
            if page_id
            else reverse("wagtailadmin_explore_root")
        )
        return LinkMenuItem(self.name, self.label, address, icon_name=self.icon_name)


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


@hooks.register("register_admin_menu_item")
def register_courses_menu_item() -> MenuItem:
    return PageMenuItem(
        _("Kursus"), CatalogPage, name="courses", icon_name="clipboard-list", order=10
    )


@hooks.register("register_admin_menu_item")
def register_news_menu_item() -> MenuItem:
    return PageMenuItem(_("Berita"), NewsIndexPage, name="news", icon_name="doc-full", order=50)


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
