"""What mails add to the staff side."""

from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Table
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy

from widya.accounts.models import User
from widya.notifications.admin import MailViewSet, mails_table
from widya.notifications.models import Mail
from widya.notifications.permissions import policy
from widya.notifications.queries import failed_mails_of_staff

register_permission_policy(Mail, policy)


class FailedMailsPanel(Component):
    """How many mails did not go out of late, for whom they are."""

    order = 20
    template_name = "notifications/admin/failed_mails.html"

    def __init__(self, count: int) -> None:
        self.count = count

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        query = urlencode({"state": Mail.State.FAILED})
        return {"count": self.count, "url": f"{reverse('mails:index')}?{query}"}


@hooks.register("construct_homepage_panels")
def add_failed_mails(request: HttpRequest, panels: list[Component]) -> None:
    """Say on the start page that mails failed: nobody would look for them in the list."""
    user = cast("User", request.user)
    if policy.user_has_permission(user, "view"):
        count = failed_mails_of_staff(user, now=timezone.now()).count()
        if count:
            panels.append(FailedMailsPanel(count))


@hooks.register("register_admin_viewset")
def register_mails() -> MailViewSet:
    return MailViewSet()


@hooks.register("register_person_tables")
def register_mails_of_person(person: User) -> Table:
    """Show the staff which mails went to a person, on the page of the account."""
    return mails_table(person)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        "notifications.send_again", _("Kirim mail lagi"), _("Mail dikirim lagi")
    )
