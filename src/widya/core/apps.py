"""Django's entry to the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "widya.core"
    label = "core"
    verbose_name = _("Inti")

    def ready(self) -> None:
        from widya.core import receivers  # noqa: F401
