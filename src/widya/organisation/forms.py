"""The staff's form for a unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from widya.organisation.actions import place_unit
from widya.organisation.errors import UnitBelowItself
from widya.organisation.models import Unit
from widya.organisation.unit_chooser import UnitChooser


class UnitForm(WagtailAdminModelForm):
    """A unit's name, kind and zone, and the unit that it belongs to."""

    parent = forms.ModelChoiceField(
        Unit.objects,
        label=_("Unit induk"),
        help_text=_("Kosong: unit teratas."),
        required=False,
        widget=UnitChooser,
    )

    class Meta:
        model = Unit
        fields = ("name", "code", "kind", "time_zone", "parent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["parent"] = self.instance.get_parent()

    def clean_parent(self) -> Unit | None:
        parent: Unit | None = self.cleaned_data["parent"]
        unit = self.instance
        if parent and unit.pk and (parent == unit or parent.is_descendant_of(unit)):
            raise forms.ValidationError(UnitBelowItself.message)
        return parent

    def save(self, commit: bool = True) -> Unit:  # noqa: FBT001, FBT002 - Django's signature
        return place_unit(self.instance, self.cleaned_data["parent"])
