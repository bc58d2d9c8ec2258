"""What a crowd was told while it sat an exam, and whether the database keeps to it.

Pure: what was sent and acknowledged comes from the crowd (``bench.participant``), what is stored
from ``bench.outcome``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

CLOSED = {"submitted", "expired"}
REFUSALS = {"attempt_closed", "deadline_passed"}
# A page's clock is behind the server's by what its way over a busy line took.
CLOCK_TOLERANCE_MS = 1000
ROUNDING_MS = 2


@dataclass(slots=True)
class Sent:
    """An answer that a page sent, and what came of it: the last reply's kind, empty before."""

    position: int
    client: str
    sequence: int
    made_ms: int
    outcome: str = ""

    @property
    def is_acknowledged(self) -> bool:
        """Return whether the page said “Tersimpan”."""
        return self.outcome == "saved"


@dataclass(slots=True)
class Journal:
    """One participant's sitting, as the participant saw it.

    Attributes:
        attempt: the attempt's uuid, once it was told.
        clocks_ms: what each opening of the page said: the time, and how much was left.
        surprises: replies that no page expects.
    """

    attempt: str = ""
    sent: list[Sent] = field(default_factory=list)
    clocks_ms: list[tuple[int, int]] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)


def faults_of(journal: Journal, stored: Mapping[str, Any] | None) -> Iterator[str]:
    """Return what is wrong with the stored attempt, by what the participant was told."""
    yield from journal.surprises
    if stored is None:
        yield "the attempt is not there"
        return
    yield from _lost(journal, stored)
    yield from _closing(stored)
    for now, left in journal.clocks_ms:
        # Within the grace the page opens with nothing left.
        if left and abs(now + left - stored["deadline_ms"]) > ROUNDING_MS:
            yield f"the deadline moved from {now + left} to {stored['deadline_ms']}"
        if not left and now < stored["deadline_ms"] - ROUNDING_MS:
            yield f"the time was said to be over at {now}, before {stored['deadline_ms']}"
    if stored["deadline_ms"] - stored["started_ms"] != stored["minutes"] * 60_000:
        yield "the deadline is not the start and the time limit"


def _lost(journal: Journal, stored: Mapping[str, Any]) -> Iterator[str]:
    """Return the acknowledged answers of which neither they nor later ones are there."""
    last = {one.position: number for number, one in enumerate(journal.sent) if one.is_acknowledged}
    for position, number in last.items():
        answer = stored["answers"].get(str(position), {})
        later = journal.sent[number:]
        if not any(_is_of(answer, one) for one in later if one.position == position):
            yield f"lost: the answer to question {position} acknowledged as {journal.sent[number]}"
        elif stored["responses"].get(str(position)) != answer["choices"]:
            yield f"question {position} was judged by another answer"
    for one in journal.sent:
        if one.outcome in REFUSALS and one.made_ms < stored["deadline_ms"] - CLOCK_TOLERANCE_MS:
            yield f"an answer made in time was refused: {one}"
        if one.outcome == "kept" and one.position not in stored["late"]:
            yield f"lost: the late answer to question {one.position}"


def _is_of(answer: Mapping[str, Any], sent: Sent) -> bool:
    return (answer.get("client"), answer.get("sequence")) == (sent.client, sent.sequence)


def _closing(stored: Mapping[str, Any]) -> Iterator[str]:
    if stored["state"] not in CLOSED:
        yield f"the attempt is {stored['state']}"
        return
    if stored["attempts"] != 1:
        yield f"{stored['attempts']} attempts were started"
    if stored["grades"] != 1:
        yield f"{stored['grades']} grades were given"
    if len(stored["responses"]) != stored["questions"]:
        yield f"{len(stored['responses'])} responses to {stored['questions']} questions"
