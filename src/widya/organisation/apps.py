"""Django's entry to the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    name = "widya.organisation"
    label = "organisation"
    verbose_name = _("Organisasi")

    def ready(self) -> None:
        import widya.organisation.receivers  # noqa: F401
