"""Django's entry to the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "widya.learning"
    label = "learning"
    verbose_name = _("Pembelajaran")

    def ready(self) -> None:
        from widya.learning import receivers  # noqa: F401 - connects them
