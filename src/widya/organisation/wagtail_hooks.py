"""What this app adds to the staff side."""

from wagtail import hooks

from widya.organisation.unit_admin import UnitViewSet
from widya.organisation.unit_chooser import UnitChooserViewSet, unit_chooser


@hooks.register("register_admin_viewset")
def register_units() -> UnitViewSet:
    return UnitViewSet()


@hooks.register("register_admin_viewset")
def register_unit_chooser() -> UnitChooserViewSet:
    return unit_chooser
