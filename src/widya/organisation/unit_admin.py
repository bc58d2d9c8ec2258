"""The staff's pages for the tree of units."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from widya.organisation.actions import delete_unit
from widya.organisation.errors import UnitInUse
from widya.organisation.forms import UnitForm
from widya.organisation.models import Unit


class UnitDeleteView(generic.DeleteView):
    """Deletes a unit, or says why it cannot be."""

    def delete_action(self) -> None:
        log(instance=self.object, action="wagtail.delete", user=self.request.user)
        delete_unit(self.object)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except UnitInUse as error:
            messages.error(self.request, error.message)
            return redirect(self.get_success_url())


class UnitViewSet(ModelViewSet):
    """Where the staff keep the units of the agencies."""

    model = Unit
    name = "units"
    icon = "group"
    menu_label = _("Unit Kerja")
    menu_order = 590
    add_to_settings_menu = True
    delete_view_class = UnitDeleteView
    ordering = "path"
    list_per_page = 100
    list_display = ("indented_name", "code", "kind", "time_zone")
    search_fields = ("name", "code")
    list_filter = ("kind", "time_zone")
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[UnitForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return UnitForm
