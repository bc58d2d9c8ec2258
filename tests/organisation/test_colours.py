"""A theme is readable, whatever colours an agency picks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widya.organisation.colours import contrast, theme_colours

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one, other, expected):
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@given(brand=colours, accent=colours)
def test_text_stands_out_from_every_theme(brand, accent):
    theme = theme_colours(brand, accent)
    for name in ("brand", "accent"):
        for suffix in ("", "-dark"):
            assert contrast(theme[f"{name}{suffix}"], theme[f"{name}-content{suffix}"]) >= 4.5


@given(brand=colours, accent=colours)
def test_a_brand_is_readable_as_text_on_light_and_dark_surfaces(brand, accent):
    theme = theme_colours(brand, accent)
    assert contrast(theme["brand"], "#ffffff") >= 4.5
    assert contrast(theme["brand-dark"], "#20252e") >= 4.5
    assert contrast(theme["accent"], "#ffffff") >= 3


def test_a_colour_that_is_dark_enough_stays_as_the_agency_gave_it():
    theme = theme_colours("#14315F", "#8A1C33")
    assert (theme["brand"], theme["accent"]) == ("#14315f", "#8a1c33")


def test_a_pale_brand_keeps_its_hue_and_gets_darker():
    red, green, blue = (
        int(theme_colours("#ffd700", "#000000")["brand"][at : at + 2], 16) for at in (1, 3, 5)
    )
    assert red > green > blue
