"""Django's entry to the app, and to what it changes of Wagtail's."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "widya.accounts"
    label = "accounts"
    verbose_name = _("Akun")
    default = True

    def ready(self) -> None:
        import widya.accounts.receivers  # noqa: F401


class StaffSideUsersConfig(WagtailUsersAppConfig):
    """Wagtail's app for users, with our pages for them."""

    user_viewset = "widya.accounts.admin.UserViewSet"
