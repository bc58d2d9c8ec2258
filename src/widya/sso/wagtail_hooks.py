"""What this app adds to the staff side."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("sso.link", _("Hubungkan identitas"), _("Identitas SSO dihubungkan"))
    actions.register_action("sso.unlink", _("Putuskan identitas"), _("Identitas SSO diputuskan"))
