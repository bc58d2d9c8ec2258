"""How the staff choose a unit among a thousand: by words of its name and of those above it."""

from django import forms
from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from widya.organisation.models import Unit
from widya.organisation.queries import search_units, unit_entries
from widya.organisation.unit_search import UnitEntry

MOST_HITS = 100


class UnitSearchForm(BaseFilterForm):
    """The words to search by, as people write them when they register."""

    q = forms.CharField(
        label=_("Cari unit"),
        widget=forms.TextInput(attrs={"placeholder": _("Nama unit, misalnya lapas malang")}),
        required=False,
    )

    def filter(self, objects: list[UnitEntry]) -> list[UnitEntry]:
        words = self.cleaned_data["q"]
        if not words:
            return objects
        self.is_searching = True
        self.search_query = words
        return search_units(words, limit=MOST_HITS)


class UnitListMixin(chooser.BaseChooseView):
    """Lists the units in the order of the tree, or the ones that were searched, the best first."""

    filter_form_class = UnitSearchForm

    @property
    def columns(self) -> list[Column]:
        name = TitleColumn(
            "name",
            label=_("Nama"),
            get_url=lambda unit: reverse(self.chosen_url_name, args=[quote(unit.pk)]),
            link_attrs={"data-chooser-modal-choice": True},
            width="50%",
        )
        return [name, Column("above", label=_("Di bawah"))]

    def get_object_list(self) -> list[UnitEntry]:
        return unit_entries()

    def apply_object_list_ordering(self, objects: list[UnitEntry]) -> list[UnitEntry]:
        return objects


class UnitChooseView(UnitListMixin, chooser.ChooseView):
    """Shows the units in a window of their own."""


class UnitResultsView(UnitListMixin, chooser.ChooseResultsView):
    """Shows the units that were searched."""


class UnitChooserViewSet(ChooserViewSet):
    """Where the staff's forms have a unit chosen."""

    model = Unit
    icon = "group"
    choose_one_text = _("Pilih unit")
    choose_another_text = _("Pilih unit lain")
    edit_item_text = _("Ubah unit ini")
    choose_view_class = UnitChooseView
    choose_results_view_class = UnitResultsView
    per_page = 20


unit_chooser = UnitChooserViewSet("unit_chooser")
UnitChooser = unit_chooser.widget_class
