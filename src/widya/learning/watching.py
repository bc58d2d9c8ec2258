"""Which seconds of a video were really played. Pure: no Django, no database.

Ranges are half-open, in whole seconds: ``(from, to)``. A list of *merged* ranges is sorted and its
members do not touch, so that each second is in it once.
"""

from collections.abc import Iterable, Sequence

Range = tuple[int, int]

FASTEST_SPEED = 2  # what browsers' and players' own menus offer
SLACK_SECONDS = 3  # ranges are rounded to seconds, reports travel


def add_played(
    known: Sequence[Range], reported: Iterable[Range], *, duration: int, elapsed: float
) -> list[Range]:
    """Return the seconds played so far, with those reported that can be true.

    A player cannot play more than ``FASTEST_SPEED`` times the ``elapsed`` seconds since its last
    report. What exceeds that is left out, not refused: players report all that they played on a
    page again and again, so an honest one loses nothing.

    Args:
        known: merged ranges from earlier reports.
        reported: ranges as they came from the browser, in any order.
        duration: length of the video in seconds; nothing beyond it counts.
        elapsed: seconds since the last report.
    """
    new = _without(merge(_clipped(reported, duration)), known)
    allowed = int(elapsed * FASTEST_SPEED) + SLACK_SECONDS
    return merge([*known, *_first_seconds(new, allowed)])


def merge(ranges: Iterable[Range]) -> list[Range]:
    """Return the ranges sorted and joined where they overlap or touch, without empty ones."""
    merged: list[Range] = []
    for start, stop in sorted(ranges):
        if stop <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], stop))
        else:
            merged.append((start, stop))
    return merged


def length(ranges: Iterable[Range]) -> int:
    """Return how many seconds merged ranges hold."""
    return sum(stop - start for start, stop in ranges)


def share_percent(watched_seconds: int, duration: int) -> int:
    """Return the watched share in whole percent, rounded down; 0 while the duration is unknown."""
    return min(100, watched_seconds * 100 // duration) if duration else 0


def _clipped(ranges: Iterable[Range], duration: int) -> Iterable[Range]:
    return ((max(0, start), min(duration, stop)) for start, stop in ranges)


def _without(ranges: Iterable[Range], known: Sequence[Range]) -> Iterable[Range]:
    """Yield what of merged ``ranges`` is not in merged ``known``."""
    for start, stop in ranges:
        free = start
        for known_start, known_stop in known:
            if known_stop > free and known_start < stop:
                yield free, known_start
                free = known_stop
        yield free, stop


def _first_seconds(ranges: Iterable[Range], count: int) -> Iterable[Range]:
    for start, stop in ranges:
        seconds = max(0, min(stop - start, count))
        count -= seconds
        yield start, start + seconds
