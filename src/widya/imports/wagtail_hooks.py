"""What this app adds to the staff side."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from widya.imports.admin import ImportViewSet


@hooks.register("register_admin_viewset")
def register_imports() -> ImportViewSet:
    return ImportViewSet()


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action, label, message in (
        ("imports.upload", _("Unggah impor"), _("Berkas impor diunggah")),
        ("imports.start", _("Jalankan impor"), _("Impor dijalankan")),
        ("imports.finish", _("Selesai impor"), _("Impor selesai")),
        ("imports.created", _("Impor: baru"), _("Dibuat oleh impor")),
        ("imports.changed", _("Impor: diubah"), _("Diubah oleh impor")),
    ):
        actions.register_action(action, label, message)
