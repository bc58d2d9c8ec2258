"""The staff side of the catalogue: listings, menu, and the guard of pages with records."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from widya.catalog.models import RECORDS_HOOK, Category, CoursePage, Instructor
from widya.core.explorer import PageIndexView

BASE_COLUMNS = {column.name: column for column in PageIndexView.base_columns}


class CourseIndexView(PageIndexView):
    """The courses of a catalogue, with what tells them apart."""

    def annotate_queryset(self, pages: PageQuerySet) -> PageQuerySet:
        return super().annotate_queryset(pages).prefetch_related("category", "figures")


class CourseViewSet(PageViewSet):
    """Shows the explorer of a catalogue with columns and filters of courses."""

    model = CoursePage
    index_view_class = CourseIndexView
    list_display = [
        BASE_COLUMNS["bulk_actions"],
        BASE_COLUMNS["title"],
        Column("category", label=gettext_lazy("Kategori"), sort_key="category__name"),
        Column("level", label=gettext_lazy("Level"), accessor="get_level_display"),
        Column("credit_hours", label=gettext_lazy("JP"), sort_key="credit_hours"),
        Column("learners", label=gettext_lazy("Peserta"), accessor="figures.learner_count"),
        BASE_COLUMNS["latest_revision_created_at"],
        BASE_COLUMNS["status"],
    ]
    list_filter = ["category", "level", "live"]


@hooks.register("register_admin_viewset")
def register_courses() -> CourseViewSet:
    return CourseViewSet()


class InstructorViewSet(SnippetViewSet):
    model = Instructor
    icon = "user"
    list_display = ["name", "position"]


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "tag"
    list_display = ["name", "slug"]
    search_fields = ["name"]


class CourseDataViewSetGroup(SnippetViewSetGroup):
    """What courses refer to, next to them in the menu."""

    items = (InstructorViewSet, CategoryViewSet)
    menu_icon = "folder-open-inverse"
    menu_label = gettext_lazy("Data Kursus")
    menu_name = "course-data"
    menu_order = 15


register_snippet(CourseDataViewSetGroup)


@hooks.register("before_delete_page")
def keep_page_with_records(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a page that people learned with."""
    return _refusal(request, [page])


@hooks.register("before_bulk_action")
def keep_pages_with_records(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Refuse to delete several pages when people learned with one of them."""
    is_deletion = action_type == "delete" and issubclass(action.model, Page)
    return _refusal(request, objects) if is_deletion else None


def _refusal(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    for page in pages:
        if any(has_records(page) for has_records in hooks.get_hooks(RECORDS_HOOK)):
            text = _(
                "“%(title)s” tidak dapat dihapus karena sudah ada catatan belajar peserta. "
                "Batalkan penerbitannya bila tidak ingin ditampilkan lagi."
            )
            messages.error(request, text % {"title": page.get_admin_display_title()})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
