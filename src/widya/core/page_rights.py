"""Who of the staff may look at pages, and who may change them.

Wagtail opens a page to who may change it. Here a group may also be permitted to "view" pages and
all below them: its people walk the tree, read drafts, previews and the history, and comment in the
editor, which keeps nothing else of what they type.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

# By any of these Wagtail opens the tree of pages; it asks for all of them at once.
EXPLORING = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}
COMMENTS = "comments"
OWN_FIELDS = {"comment_notifications"}


class PagePolicy(PagePermissionPolicy):
    """Wagtail's policy, and the tree also for who may only view pages."""

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        # Here Wagtail asks before it knows of which page; it asks the page's tester later.
        asked = {*actions, "view"} if "change" in actions else set(actions)
        return bool(super().user_has_any_permission(user, asked))

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Page]:
        asked = {*actions, "view"} if set(actions) >= EXPLORING else set(actions)
        pages: QuerySet[Page] = super().instances_user_has_any_permission_for(user, asked)
        return pages

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        if user.is_superuser:
            return super().instances_with_direct_explore_permission(user)
        return [permission.page for permission in self.get_cached_permissions_for_user(user)]


policy = PagePolicy()


def pages_of_staff(user: Any, action: str) -> QuerySet[Page]:
    """Return the pages that the member of staff may "view" or "change"; who may change may view."""
    return policy.instances_user_has_any_permission_for(user, {"change", action})


def may_change(user: Any, page: Page) -> bool:
    """Tell whether the member of staff may change the page, at any time and by right."""
    return bool(policy.user_has_permission_for_instance(user, "change", page))


class PageTester(PagePermissionTester):
    """Opens the editor to who may only view the page."""

    def can_edit(self) -> bool:
        return bool(super().can_edit() or "view" in getattr(self, "permissions", ()))

    def can_copy(self) -> bool:
        return may_change(self.user, self.page)

    def can_submit_for_moderation(self) -> bool:
        return may_change(self.user, self.page) and bool(super().can_submit_for_moderation())


class ViewablePage:
    """A page that opens to who may only view it; its form is a ``ViewablePageForm``."""

    def permissions_for_user(self, user: Any) -> PageTester:
        return PageTester(user, self)


class ViewablePageForm(WagtailAdminPageForm):
    """Keeps only the comments of who may not change the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page, user = self.instance, self.for_user
        if user is not None and page.pk is not None and not may_change(user, page):
            self._keep_only_comments()

    def _keep_only_comments(self) -> None:
        _disable(self)
        for name, formset in self.formsets.items():
            if name != COMMENTS:
                for form in formset.forms:
                    _disable(form)


def _disable(form: BaseForm) -> None:
    """Have the fields keep what they hold, whatever is sent."""
    for name, field in form.fields.items():
        field.disabled = name not in OWN_FIELDS
