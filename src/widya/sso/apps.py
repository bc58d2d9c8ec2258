"""Django's entry to the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SsoConfig(AppConfig):
    name = "widya.sso"
    label = "sso"
    verbose_name = _("Masuk lewat penyedia identitas")

    def ready(self) -> None:
        from widya.sso import receivers  # noqa: F401 - connects them
