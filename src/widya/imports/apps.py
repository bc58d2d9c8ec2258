"""Django's entry to the app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "widya.imports"
    label = "imports"
    verbose_name = _("Impor")

    def ready(self) -> None:
        """Let every app register its importers, which it keeps in ``importing.py``."""
        autodiscover_modules("importing")
