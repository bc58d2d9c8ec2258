"""Rows of the bench's table, and the instrument that fills them."""

import gzip
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from bench.client import Answer
from bench.meter import Meter


@dataclass(slots=True)
class Row:
    """What a request (or a sitting) costs: processor ms, statements, compressed bytes."""

    name: str
    web_ms: float
    database_ms: float
    times_bare: float = 0.0
    queries: int = 0
    bytes: int = 0


@dataclass(slots=True)
class Instrument:
    """Measures a server; ``is_counting`` runs each action once, for its statements and bytes."""

    meter: Meter
    is_counting: bool = False

    def row(self, name: str, act: Callable[[int], Answer | list[Answer]], *, times: int) -> Row:
        """Return the mean cost of ``act`` over ``times`` runs, numbered from 0.

        An action of several requests returns all their answers: statements and bytes add up.
        """
        before = self.meter.read()
        times = 1 if self.is_counting else times
        for index in range(times):
            answered = act(index)
        web, database = (
            (late - early) * 1000 / times
            for early, late in zip(before, self.meter.read(), strict=True)
        )
        answers = answered if isinstance(answered, list) else [answered]
        return Row(
            name,
            web,
            database,
            queries=sum(answer.queries for answer in answers),
            bytes=sum(len(gzip.compress(answer.body)) for answer in answers),
        )


def merge(costs: list[Row], counts: list[Row], *, bare: Row) -> list[Row]:
    """Return the measured rows with the counted statements and bytes, as multiples of bare."""
    by_name = {row.name: row for row in counts}
    for row in costs:
        row.times_bare = (row.web_ms + row.database_ms) / bare.web_ms
        with suppress(KeyError):
            row.queries, row.bytes = by_name[row.name].queries, by_name[row.name].bytes
    return costs
