"""How NIPs are read."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widya.accounts.identifiers import normalise_identifier
from widya.accounts.nip import Doubt, Fault, NipError, is_nip, parse_nip, spaced

TODAY = date(2026, 5, 5)
dates = st.dates(date(1900, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "196608011988031001",
        "19660801 198803 1 001",
        "19660801.198803.1.001",
        " 1966-08011988031001 ",
    ],
)
def test_a_nip_is_read_as_people_write_it(text):
    nip = parse_nip(text)
    assert nip.digits == "196608011988031001"
    assert (nip.born_on, nip.appointed_year) == (date(1966, 8, 1), 1988)
    assert (nip.is_pppk, nip.sex) == (False, 1)
    assert nip.doubts(today=TODAY) == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.LENGTH),
        ("19660801198803100", Fault.LENGTH),
        ("1966080119880310011", Fault.LENGTH),
        ("19660801198803100X", Fault.LENGTH),
        ("١٩٦٦٠٨٠١١٩٨٨٠٣١٠٠١", Fault.LENGTH),
        ("196613011988031001", Fault.BIRTH_DATE),
        ("196602301988031001", Fault.BIRTH_DATE),
        ("000000001988031001", Fault.BIRTH_DATE),
    ],
)
def test_only_length_and_birth_date_refuse(text, fault):
    with pytest.raises(NipError) as refusal:
        parse_nip(text)
    assert refusal.value.fault is fault
    assert not is_nip(text)


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("201001012026031001", (Doubt.AGE, Doubt.APPOINTMENT)),
        ("194001011960031001", (Doubt.AGE,)),
        ("199001012028031001", (Doubt.APPOINTMENT,)),
        ("199001012006031001", (Doubt.APPOINTMENT,)),
        ("199001012015033001", (Doubt.SEX,)),
        ("200905062026031001", (Doubt.AGE,)),
        ("200905052026031001", ()),
        ("199001012027032001", ()),
    ],
)
def test_the_rest_is_only_doubted(text, doubts):
    assert parse_nip(text).doubts(today=TODAY) == doubts
    assert is_nip(text)


@pytest.mark.parametrize(
    ("middle", "is_pppk"), [("01", False), ("12", False), ("21", True), ("00", True), ("13", True)]
)
def test_a_pppks_number_has_no_month(middle, is_pppk):
    assert parse_nip(f"199001012022{middle}1001").is_pppk is is_pppk


@given(born=dates, month=st.integers(1, 12), sex=st.integers(1, 2), serial=st.integers(0, 999))
def test_every_grown_up_number_is_read_without_doubt(born, month, sex, serial):
    appointed = born.year + 20
    today = date(born.year + 40, 6, 1)
    digits = f"{born:%Y%m%d}{appointed}{month:02}{sex}{serial:03}"
    nip = parse_nip(spaced(digits))
    assert nip.digits == digits
    assert nip.doubts(today=today) == ()


@given(st.text(max_size=25))
def test_any_text_is_refused_or_read(text):
    with suppress(NipError):
        assert len(parse_nip(text).digits) == 18


@given(st.text(max_size=25))
def test_identifiers_compare_stably(text):
    once = normalise_identifier(text)
    assert normalise_identifier(once) == once
