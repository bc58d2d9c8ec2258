"""Django's entry to the app, and to what it changes of other apps: allauth's and Wagtail's."""

from allauth.usersessions.apps import UserSessionsConfig
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


class DevicesConfig(UserSessionsConfig):
    """allauth's list of signed-in devices, without its work at sign-in.

    There it would load every session of the person, to drop those that have ended: the list does
    that when it is looked at, the worker does once an hour; ``receivers.list_device`` adds to it.
    """

    def ready(self) -> None:
        from allauth.account.signals import user_logged_in
        from allauth.usersessions.signals import on_user_logged_in

        super().ready()
        user_logged_in.disconnect(on_user_logged_in)


class StaffSideUsersConfig(WagtailUsersAppConfig):
    """Wagtail's app for users, with our pages for them."""

    user_viewset = "widya.accounts.admin.UserViewSet"
