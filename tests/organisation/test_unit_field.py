"""The form field for a unit, with scripts and without; manual B, registration (B1)."""

import pytest
from django import forms

from widya.organisation.actions import place_unit
from widya.organisation.fields import UnitSearchField, UnitSearchMixin
from widya.organisation.models import Unit

pytestmark = pytest.mark.django_db


class PersonForm(UnitSearchMixin, forms.Form):
    name = forms.CharField()
    unit = UnitSearchField()


@pytest.fixture
def units():
    ministry = place_unit(Unit(name="Kementerian", kind="ministry"), None)
    region = place_unit(Unit(name="Kantor Wilayah Bali", kind="regional"), ministry)
    return ministry, region


def test_the_chosen_unit_is_what_the_form_gives(units):
    form = PersonForm({"name": "Siti", "unit_words": "kanwil", "unit": str(units[1].pk)})
    assert form.is_valid()
    assert form.cleaned_data["unit"] == units[1]


@pytest.mark.parametrize(
    ("words", "choice", "message"),
    [
        ("", "", "Tulis nama unit kerja Anda, lalu pilih dari daftar."),
        ("kanwil", "", "Pilih unit kerja Anda dari daftar."),
        ("kanwil", "999999", "Pilih unit kerja Anda dari daftar."),
        ("", "'; --", "Tidak ada unit kerja dengan kata-kata itu. Coba kata lain."),
        ("jambi", "", "Tidak ada unit kerja dengan kata-kata itu. Coba kata lain."),
    ],
)
def test_what_is_wrong_stands_at_the_field(units, words, choice, message):
    form = PersonForm({"name": "Siti", "unit_words": words, "unit": choice})
    assert form.errors == {"unit": [message]}
    assert f'value="{words}"' in str(form["unit"])


def test_an_optional_unit_may_be_left_out(units):
    field = UnitSearchField(required=False)
    assert field.clean(field.widget.value_from_datadict({}, {}, "unit")) is None


def test_a_unit_outside_the_site_is_refused(units):
    other = place_unit(Unit(name="Kementerian Lain", kind="ministry"), None)
    form = PersonForm({"name": "Siti", "unit": str(other.pk)})
    form.fields["unit"] = UnitSearchField(below=units[0].path)
    assert "unit" in form.errors


def test_the_search_button_shows_the_units_and_checks_nothing(units):
    form = PersonForm({"name": "", "unit_words": "kanwil bali", "unit_search": "1"})
    assert not form.is_valid()
    assert not form.errors
    page = str(form["unit"])
    assert f'<input type="radio" name="unit" value="{units[1].pk}">' in page
    assert "1 unit ditemukan." in page


def test_what_was_typed_elsewhere_stays_while_searching(units):
    form = PersonForm({"name": "Siti", "unit_words": "tidak ada", "unit_search": "1"})
    assert 'value="Siti"' in str(form["name"])
    assert "Tidak ada unit dengan kata-kata itu." in str(form["unit"])


def test_a_unit_that_is_set_already_is_shown_and_can_stay(units):
    form = PersonForm(initial={"unit": units[1].pk})
    page = str(form["unit"])
    assert "Kementerian › Kantor Wilayah Bali" in page
    assert f'value="{units[1].pk}" checked' in page
    sent = {"name": "Siti", "unit_words": "Kementerian › Kantor Wilayah Bali"}
    form = PersonForm({**sent, "unit": str(units[1].pk)}, initial={"unit": units[1].pk})
    assert form.is_valid()
    assert "unit" not in form.changed_data


def test_the_field_is_named_and_explained_to_screen_readers(units):
    form = PersonForm({"name": "Siti"})
    page = str(form["unit"])
    assert 'id="id_unit"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_unit_error"' in page
    assert 'id="id_unit_list" role="listbox"' in page
