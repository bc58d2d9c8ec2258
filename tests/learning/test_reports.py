"""What a player's report may hold."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widya.learning.reports import MOST_RANGES, Report, read_report

GOOD = {"ranges": [[0, 4], [9, 12]], "position": 12, "duration": 60}


def test_read_report():
    assert read_report(json.dumps(GOOD).encode()) == Report([(0, 4), (9, 12)], 12, 60)


def test_only_so_many_ranges_are_read():
    body = json.dumps({**GOOD, "ranges": [[0, 1]] * (MOST_RANGES + 1)}).encode()
    assert len(read_report(body).ranges) == MOST_RANGES


@pytest.mark.parametrize(
    "change",
    [
        {"ranges": None},
        {"ranges": [[1]]},
        {"ranges": [[1, 2, 3]]},
        {"ranges": {"a": 1}},
        {"ranges": [["0", "9"]]},
        {"ranges": [[-1, 9]]},
        {"ranges": [[True, 9]]},
        {"position": 1.5},
        {"position": 1e9},
        {"duration": None},
        {"duration": 10**30},
    ],
)
def test_read_report_refuses_what_is_none(change):
    with pytest.raises(ValueError, match=r"not|too many"):
        read_report(json.dumps({**GOOD, **change}).encode())


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff", b"[" * 100_000])
def test_read_report_refuses_broken_bodies(body):
    with pytest.raises(ValueError):  # noqa: PT011 - the JSON reader's own messages
        read_report(body)


@given(st.binary(max_size=60))
def test_read_report_raises_nothing_else(body):
    try:
        read_report(body)
    except ValueError:
        return
