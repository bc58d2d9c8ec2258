"""Django's entry to the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "widya.portal"
    label = "portal"
    verbose_name = _("Portal")
