"""Django's entry to the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "widya.privacy"
    label = "privacy"
    verbose_name = _("Data pribadi")

    def ready(self) -> None:
        from widya.privacy import receivers  # noqa: F401 - connects them
