"""What mails add to the staff side."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Table
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy

from widya.accounts.models import User
from widya.notifications.admin import MailViewSet, mails_table
from widya.notifications.models import Mail
from widya.notifications.permissions import policy

register_permission_policy(Mail, policy)


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
