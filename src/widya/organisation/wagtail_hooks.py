"""What this app adds to the staff side."""

from wagtail import hooks

from widya.organisation.unit_admin import UnitViewSet


@hooks.register("register_admin_viewset")
def register_units() -> UnitViewSet:
    return UnitViewSet()
