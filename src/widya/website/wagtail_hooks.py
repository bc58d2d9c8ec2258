"""The staff's ways to the pages of their site, in the order of work."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.models import Page

from widya.catalog.models import CatalogPage
from widya.organisation.queries import branding_for
from widya.website.models import NewsIndexPage


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


@hooks.register("register_admin_menu_item")
def register_courses_menu_item() -> MenuItem:
    return PageMenuItem(
        _("Kursus"), CatalogPage, name="courses", icon_name="clipboard-list", order=10
    )


@hooks.register("register_admin_menu_item")
def register_news_menu_item() -> MenuItem:
    return PageMenuItem(_("Berita"), NewsIndexPage, name="news", icon_name="doc-full", order=50)
