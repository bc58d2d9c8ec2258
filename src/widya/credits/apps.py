"""Django's entry to the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CreditsConfig(AppConfig):
    name = "widya.credits"
    label = "credits"
    verbose_name = _("Jam Pelajaran")

    def ready(self) -> None:
        from widya.credits import receivers  # noqa: F401 - connects them
