"""What this app adds to the staff side."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry


class ReasonFormatter(LogFormatter):
    """Shows the reason that was given."""

    def format_comment(self, log_entry: ModelLogEntry) -> str:
        return str(log_entry.data.get("reason", ""))


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        "accounts.change_identifier", _("Ganti identitas"), _("Username atau NIP diganti")
    )
    for name, label, message in (
        ("correct", _("Perbaiki data"), _("Identitas, email, atau unit diperbaiki")),
        ("deactivate", _("Nonaktifkan akun"), _("Akun dinonaktifkan")),
        ("reactivate", _("Aktifkan akun"), _("Akun diaktifkan")),
        ("send_activation", _("Kirim ulang aktivasi"), _("Mail aktivasi dikirim")),
        ("send_reset", _("Kirim reset password"), _("Mail reset password dikirim")),
        ("merge", _("Gabungkan akun"), _("Dua akun digabung")),
        ("reset_second_factor", _("Matikan masuk dua langkah"), _("Masuk dua langkah dimatikan")),
    ):
        shown = type(name, (ReasonFormatter,), {"label": label, "message": message})
        actions.register_action(f"accounts.{name}")(shown)
