"""Django's entry to the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    name = "widya.assessment"
    label = "assessment"
    verbose_name = _("Ujian")

    def ready(self) -> None:
        """Connect the receivers."""
        from widya.assessment import merging, receivers  # noqa: F401
