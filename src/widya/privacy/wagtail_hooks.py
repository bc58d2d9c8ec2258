"""What this app adds to the staff side."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        "privacy.erase", _("Hapus data pribadi"), _("Data pribadi dihapus atas permintaan pemilik")
    )
