"""What this app adds to the staff side."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry

from widya.accounts.admin.reviewing import ReviewView


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
    for name, label, message in (
        ("review_on", _("Pakai telaah kursus"), _("Telaah kursus dinyalakan")),
        ("review_off", _("Hentikan telaah kursus"), _("Telaah kursus dimatikan")),
    ):
        actions.register_action(f"accounts.{name}", label, message)


class ReviewMenuItem(MenuItem):
    """Shown to administrators; the page asks of which site, at the cost of a query."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.change_user")


@hooks.register("register_settings_menu_item")
def register_review_menu_item() -> MenuItem:
    return ReviewMenuItem(
        ReviewView.page_title,
        reverse_lazy("review"),
        icon_name=ReviewView.header_icon,
        name="review",
        order=900,
    )


@hooks.register("register_admin_urls")
def register_review_url() -> list[URLPattern]:
    return [path("review/", ReviewView.as_view(), name="review")]
