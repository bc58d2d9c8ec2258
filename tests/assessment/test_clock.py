from datetime import timedelta

import pytest

from widya.assessment.clock import clock_text, remaining_ms


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [
        (0, "00:00:00"),
        (1, "00:00:01"),
        (1000, "00:00:01"),
        (59_999, "00:01:00"),
        (3_432_000, "00:57:12"),
        (3_600_000, "01:00:00"),
        (36_000_000, "10:00:00"),
    ],
)
def test_the_clock_shows_begun_seconds(milliseconds, text):
    assert clock_text(milliseconds) == text


@pytest.mark.parametrize(("seconds", "left"), [(90, 90_000), (0.0015, 2), (0, 0), (-5, 0)])
def test_the_time_left_is_never_negative(seconds, left):
    assert remaining_ms(timedelta(seconds=seconds)) == left
