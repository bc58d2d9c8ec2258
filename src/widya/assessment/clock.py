"""The time left, as the server sees it. No page asks the browser what time it is."""

import json
from datetime import datetime, timedelta

from django.utils.translation import ngettext

from widya.assessment.acts import milliseconds
from widya.assessment.models import Attempt

ANNOUNCED_MINUTES = (30, 10, 5, 1)


def remaining_ms(left: timedelta) -> int:
    """Return the time left in milliseconds, 0 when there is none."""
    return max(0, round(left.total_seconds() * 1000))


def clock_text(milliseconds: int) -> str:
    """Return hours, minutes and seconds like “00:57:12”; begun seconds count."""
    minutes, seconds = divmod(-(-milliseconds // 1000), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def announcements() -> str:
    """Return what is spoken at which minute left, as JSON for the countdown."""
    words = {
        minutes: ngettext("Sisa waktu %(minutes)d menit.", "Sisa waktu %(minutes)d menit.", minutes)
        % {"minutes": minutes}
        for minutes in ANNOUNCED_MINUTES
    }
    return json.dumps(words)


def clock_context(attempt: Attempt, *, now: datetime) -> dict[str, object]:
    """Return what the countdown on a page needs; both its moments are one."""
    left = remaining_ms(attempt.deadline_at - attempt.clock(now))
    return {
        "now_ms": milliseconds(now),
        "remaining_ms": left,
        "remaining_text": clock_text(left),
        "total_ms": attempt.time_limit_minutes * 60_000,
        "announcements": announcements(),
    }
