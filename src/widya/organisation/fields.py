"""A form field for a unit, out of a thousand, found by words; works without JavaScript too.

With scripts it is a combobox that asks ``organisation:units`` while one types. Without, its button
“Cari” sends the form, which comes back with the units found as a list to choose from; the form
needs ``UnitSearchMixin`` so that this step checks nothing yet and loses nothing.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from widya.organisation.models import Unit
from widya.organisation.queries import search_units, unit_entry
from widya.organisation.unit_search import UnitEntry

SHOWN_UNITS = 20
LONGEST_WORDS = 1000


@dataclass(frozen=True, slots=True)
class TypedUnit:
    """What the browser sends: the words in the text field, and the unit that was chosen."""

    words: str
    pk: str

    def __str__(self) -> str:
        return self.pk


class UnitSearchWidget(forms.Widget):
    """The text field, its button, and the units to choose from."""

    template_name = "organisation/widgets/unit_search.html"
    below = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> TypedUnit:
        words = data.get(f"{name}_words", "").strip()[:LONGEST_WORDS]
        return TypedUnit(words, data.get(name, "").strip())

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_words" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        typed = value if isinstance(value, TypedUnit) else TypedUnit("", _primary_key(value))
        chosen = _entry(typed.pk, self.below)
        is_search = bool(typed.words) and (not chosen or typed.words != chosen.full_name)
        found = search_units(typed.words, below=self.below, limit=SHOWN_UNITS) if is_search else []
        return {
            **super().get_context(name, None, attrs),
            "words": typed.words or (chosen.full_name if chosen else ""),
            "chosen": chosen,
            "choices": [*([chosen] if chosen and chosen not in found else []), *found],
            "status": search_status(len(found)) if is_search else "",
            "units_url": reverse("organisation:units"),
        }


class UnitSearchField(forms.Field):
    """Gives a ``Unit`` that lies at or below a place in the tree (``Branding.unit_place``)."""

    widget = UnitSearchWidget
    default_error_messages = {
        "required": _("Tulis nama unit kerja Anda, lalu pilih dari daftar."),
        "not_chosen": _("Pilih unit kerja Anda dari daftar."),
        "not_found": _("Tidak ada unit kerja dengan kata-kata itu. Coba kata lain."),
    }

    def __init__(self, *, below: str = "", **kwargs: Any) -> None:
        super().__init__(**{"label": _("Unit Kerja"), **kwargs})
        self.below = self.widget.below = below

    def to_python(self, value: TypedUnit | None) -> Unit | None:
        if value is None or not (value.pk or value.words):
            return None
        if found := _entry(value.pk, self.below):
            return Unit.objects.get(pk=found.pk)
        code = "not_chosen" if search_units(value.words, below=self.below) else "not_found"
        raise forms.ValidationError(self.error_messages[code], code=code)

    def has_changed(self, initial: Any, data: TypedUnit | None) -> bool:
        return _primary_key(initial) != (data.pk if data else "")


class UnitSearchMixin(forms.BaseForm):
    """Lets the form be sent only to search for a unit: what was typed stays, nothing is checked."""

    @property
    def is_unit_search(self) -> bool:
        """Whether the button “Cari” of a unit field was pressed."""
        fields = (name for name, each in self.fields.items() if isinstance(each, UnitSearchField))
        return any(f"{self.add_prefix(name)}_search" in self.data for name in fields)

    def full_clean(self) -> None:
        if not self.is_unit_search:
            super().full_clean()
            return
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    def is_valid(self) -> bool:
        return not self.is_unit_search and super().is_valid()


def search_status(count: int) -> str:
    """Return in words how many units a search found; screen readers say it."""
    if not count:
        return gettext(
            "Tidak ada unit dengan kata-kata itu. Bila unit Anda belum terdaftar, pilih unit"
            " di atasnya."
        )
    if count == SHOWN_UNITS:
        text = gettext("%(count)d unit teratas ditampilkan. Tambah kata untuk mempersempit.")
    else:
        text = ngettext("%(count)d unit ditemukan.", "%(count)d unit ditemukan.", count)
    return text % {"count": count}


def _entry(pk: str, below: str) -> UnitEntry | None:
    return unit_entry(int(pk), below=below) if pk.isascii() and pk.isdigit() else None


def _primary_key(value: Any) -> str:
    return "" if value is None else str(getattr(value, "pk", value))
