"""How a course's JP is shared out over its topics."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widya.certificates.apportionment import apportion


@pytest.mark.parametrize(
    ("total_jp", "minutes", "shares"),
    [
        (3, [60, 60, 60], ["1", "1", "1"]),
        (3, [90, 45], ["2", "1"]),
        (1, [1, 1, 1], ["0.4", "0.3", "0.3"]),
        (3, [80, 20], ["2.4", "0.6"]),
        (2, [0, 0], ["1", "1"]),
        (2, [30, 0], ["2", "0"]),
        (0, [30, 30], ["0", "0"]),
        (5, [17], ["5"]),
        (5, [], []),
    ],
)
def test_topics_get_jp_by_their_minutes(total_jp, minutes, shares):
    assert apportion(total_jp, minutes) == [Decimal(share) for share in shares]


@given(
    st.integers(min_value=0, max_value=200),
    st.lists(st.integers(min_value=0, max_value=6000), min_size=1, max_size=40),
)
def test_shares_add_up_to_the_courses_jp_and_differ_from_the_exact_by_under_a_tenth(
    total_jp, minutes
):
    shares = apportion(total_jp, minutes)
    assert sum(shares) == total_jp
    weights = minutes if any(minutes) else [1] * len(minutes)
    exact = [Decimal(total_jp * weight) / sum(weights) for weight in weights]
    pairs = zip(shares, exact, strict=True)
    assert all(abs(share - fair) < Decimal("0.1") for share, fair in pairs)
