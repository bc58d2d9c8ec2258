"""Which seconds of a video count as played."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widya.learning.watching import (
    FASTEST_SPEED,
    SLACK_SECONDS,
    add_played,
    length,
    merge,
    share_percent,
)

LONG_AGO = 10_000.0

second = st.integers(min_value=0, max_value=300)
raw_ranges = st.lists(st.tuples(second, second), max_size=12)
merged_ranges = raw_ranges.map(merge)


def seconds_in(ranges):
    return {second for start, stop in ranges for second in range(start, stop)}


@pytest.mark.parametrize(
    ("ranges", "merged"),
    [
        ([], []),
        ([(5, 5), (9, 3)], []),
        ([(0, 4), (4, 9)], [(0, 9)]),
        ([(7, 9), (0, 4), (2, 5)], [(0, 5), (7, 9)]),
        ([(0, 9), (2, 3)], [(0, 9)]),
    ],
)
def test_merge(ranges, merged):
    assert merge(ranges) == merged


@given(raw_ranges)
def test_merge_keeps_each_second_once(ranges):
    merged = merge(ranges)
    assert seconds_in(merged) == seconds_in(ranges)
    assert length(merged) == len(seconds_in(ranges))
    assert all(a[1] < b[0] for a, b in pairwise(merged))


@given(merged_ranges, raw_ranges)
def test_with_time_enough_all_that_lies_in_the_video_counts(known, reported):
    played = add_played(known, reported, duration=200, elapsed=LONG_AGO)
    in_video = {second for second in seconds_in(reported) if second < 200}
    assert seconds_in(played) == seconds_in(known) | in_video


@given(merged_ranges, raw_ranges, st.floats(min_value=0, max_value=100))
def test_no_more_counts_than_the_fastest_speed_allows(known, reported, elapsed):
    played = add_played(known, reported, duration=300, elapsed=elapsed)
    assert seconds_in(known) <= seconds_in(played) <= seconds_in(known) | seconds_in(reported)
    new = length(played) - length(known)
    assert new <= elapsed * FASTEST_SPEED + SLACK_SECONDS


@given(raw_ranges)
def test_what_was_reported_too_fast_counts_when_reported_again_later(reported):
    first = add_played([], reported, duration=300, elapsed=0)
    again = add_played(first, reported, duration=300, elapsed=LONG_AGO)
    assert seconds_in(again) == seconds_in(reported)


def test_reporting_known_seconds_needs_no_time():
    assert add_played([(0, 60)], [(0, 60)], duration=60, elapsed=0) == [(0, 60)]


@pytest.mark.parametrize(
    ("watched", "duration", "share"), [(0, 0, 0), (5, 0, 0), (79, 100, 79), (2, 3, 66), (9, 8, 100)]
)
def test_share_percent(watched, duration, share):
    assert share_percent(watched, duration) == share
