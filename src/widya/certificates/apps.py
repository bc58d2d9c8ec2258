"""Django's entry to the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "widya.certificates"
    label = "certificates"
    verbose_name = _("Sertifikat")

    def ready(self) -> None:
        from widya.certificates import receivers  # noqa: F401 - connects them
