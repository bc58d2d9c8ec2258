"""Acts: who gave an answer when. Pure rules without Django.

A browser numbers what its person does, so that a late retry of an older answer never overwrites a
newer one, and says when it was done by the server's clock, so that of two devices the later act
wins. What a browser says can be forged: it only ever decides between answers of the same attempt,
and whether one that comes within the grace was made in time.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Act:
    """An answer's origin.

    Attributes:
        client: the browser's own short name for itself; empty for a form without scripts.
        sequence: counts the browser's acts in this attempt from 1; 0 where nothing counts them.
        made_at: when it was done, by the server's clock.
    """

    client: str
    sequence: int
    made_at: datetime


def act_at(now: datetime) -> Act:
    """Return the act of a form that was sent at ``now``."""
    return Act("", 0, now)


def act_of_browser(client: str, sequence: int, made_ms: int, *, now: datetime) -> Act:
    """Return the act as a browser reports it; nothing was done later than ``now``."""
    made_ms = min(max(made_ms, 0), milliseconds(now))
    return Act(client, sequence, EPOCH + timedelta(milliseconds=made_ms))


def milliseconds(moment: datetime) -> int:
    """Return the whole milliseconds from 1970 to ``moment``."""
    return (moment - EPOCH) // timedelta(milliseconds=1)
