"""What a player reports: ``{"ranges": [[from, to], …], "position": s, "duration": s}``. Pure."""

import json
from dataclasses import dataclass
from typing import Any

from widya.learning.watching import Range

LONGEST_SECONDS = 24 * 60 * 60
MOST_RANGES = 1000


@dataclass(frozen=True, slots=True)
class Report:
    """A report whose numbers are within bounds; all are whole seconds."""

    ranges: list[Range]
    position_seconds: int
    duration_seconds: int


def read_report(body: bytes) -> Report:
    """Return the report in a request's body.

    Raises:
        ValueError: it is no report.
    """
    try:
        data = json.loads(body)
        pairs = data["ranges"]
        ranges = [(_seconds(start), _seconds(stop)) for start, stop in pairs[:MOST_RANGES]]
        return Report(ranges, _seconds(data["position"]), _seconds(data["duration"]))
    except (KeyError, RecursionError, TypeError) as error:
        raise ValueError("not a report of what was played") from error


def _seconds(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= LONGEST_SECONDS:
        raise ValueError("not a number of seconds")
    return value
