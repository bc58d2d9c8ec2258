"""Which patterns of certificate numbers are accepted."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tests import worlds
from widya.organisation.models import SiteSettings
from widya.organisation.number_patterns import PatternError, check_pattern


@pytest.mark.parametrize(
    "pattern",
    ["{number}", "SDM.MOOC/{year} {number:06}", "{number:6}/{year}", "{{x}} {number:06} 100%"],
)
def test_patterns_with_the_number_are_accepted(pattern):
    check_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "SDM/{year}",
        "{number",
        "{number} }",
        "{number} {month}",
        "{number} {}",
        "{number} {0}",
        "{number.__class__}",
        "{number[0]}",
        "{number!r}",
        "{number:x}",
        "{number:0999999999}",
        "{number:{year}}",
        "{number} {year:06}",
    ],
)
def test_other_patterns_are_refused(pattern):
    with pytest.raises(PatternError):
        check_pattern(pattern)


@given(st.text(alphabet="{}!:.[]0123456789yearnumb ", max_size=40))
def test_what_is_accepted_gives_a_short_number(pattern):
    try:
        check_pattern(pattern)
    except PatternError:
        return
    assert "7654321" in pattern.format(year=2026, number=7654321)
    assert len(pattern.format(year=2026, number=1)) <= len(pattern) + 9


@pytest.mark.django_db
def test_settings_name_the_fault_at_the_field():
    settings = SiteSettings.for_site(worlds.make_site())
    settings.certificate_number_pattern = "SDM/{year}"
    with pytest.raises(ValidationError) as refusal:
        settings.full_clean()
    assert list(refusal.value.message_dict) == ["certificate_number_pattern"]
    assert "{number}" in refusal.value.messages[0]
