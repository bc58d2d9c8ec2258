"""Django's entry to the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "widya.catalog"
    label = "catalog"
    verbose_name = _("Katalog")

    def ready(self) -> None:
        from widya.catalog import receivers  # noqa: F401
