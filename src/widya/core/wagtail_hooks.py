"""What holds for the staff's work on pages everywhere."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from widya.core.explorer import PageIndexView
from widya.core.page_rights import ViewablePage, may_change, policy

register_permission_policy(Page, policy)


class AnyPageViewSet(PageViewSet):
    """Pages of kinds that have no view set of their own."""

    index_view_class = PageIndexView


@hooks.register("register_admin_viewset")  # after Wagtail's own, whose place it takes
def register_pages() -> PageViewSet:
    return AnyPageViewSet()


@hooks.register("insert_editor_js")
def save_what_is_written_meanwhile() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("build/editor.js"))


@hooks.register("before_edit_page")
def tell_that_only_comments_are_kept(request: HttpRequest, page: Page) -> None:
    """Say so in the editor; an older version, which saving would bring back, stays shut."""
    if not isinstance(page, ViewablePage) or may_change(request.user, page):
        return
    if request.resolver_match is None or "revision_id" in request.resolver_match.kwargs:
        raise PermissionDenied
    if request.method == "GET":
        text = _("Anda menelaah halaman ini: komentar disimpan, perubahan lain tidak.")
        messages.info(request, text)


@hooks.register("before_convert_alias_page")
def keep_alias(request: HttpRequest, page: Page) -> None:
    """Leave it to who may change the page to make it one of its own."""
    if not may_change(request.user, page):
        raise PermissionDenied
