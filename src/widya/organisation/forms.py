"""The staff's form for a unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from widya.organisation.actions import place_unit
from widya.organisation.errors import UnitBelowItself
from widya.organisation.models import Unit


class UnitChoiceField(forms.ModelChoiceField):
    """Offers units in the order of the tree, indented by their depth."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Unit.objects.order_by("path"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.indented_name())


class UnitForm(WagtailAdminModelForm):
    """A unit's name, kind and zone, and the unit that it belongs to."""

    parent = UnitChoiceField(
        label=_("Unit induk"),
        required=False,
        empty_label=_("Tidak ada (unit teratas)"),
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
