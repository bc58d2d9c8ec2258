"""Rows of the bench's table, and the instrument that fills them."""

import gzip
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from bench.client import Answer, Browser
from bench.meter import Meter

# Bare requests come in bursts between those of a row: a machine changes its pace within seconds.
BURSTS = 20
BURST = 50


@dataclass(slots=True)
class Row:
    """What a request (or a sitting) costs: processor ms, statements, compressed bytes."""

    name: str
    web_ms: float
    database_ms: float
    times_bare: float = 0.0
    queries: int = 0
    bytes: int = 0
    bare_ms: float = 0.0  # what bare took between the row's requests


@dataclass(slots=True)
class Yardstick:
    """The bare server. It is asked in turns with each row's server."""

    port: int
    meter: Meter
    readings: list[float] = field(default_factory=list)

    def bare_ms(self) -> float:
        """Return what a request that does nothing costs at this moment."""
        self.readings.append(self._cost_ms("/", times=BURST))
        return self.readings[-1]

    def hash_ms(self) -> float:
        """Return what a request costs in which a password is hashed, with that of a bare one."""
        return self._cost_ms("/hash/", times=1)

    @property
    def row(self) -> Row:
        """Return the mean of all that was read."""
        mean = sum(self.readings) / len(self.readings)
        return Row("bare", mean, 0, bare_ms=mean)

    def _cost_ms(self, path: str, *, times: int) -> float:
        browser = Browser(self.port)
        before, _ = self.meter.read()
        for _ in range(times):
            browser.get(path)
        after, _ = self.meter.read()
        browser.close()
        return (after - before) * 1000 / times


@dataclass(slots=True)
class Instrument:
    """Measures a server; without a yardstick it counts: each action runs once."""

    meter: Meter
    yardstick: Yardstick | None = None

    @property
    def is_counting(self) -> bool:
        """Return whether statements and bytes are wanted, not costs."""
        return self.yardstick is None

    def row(self, name: str, act: Callable[[int], Answer | list[Answer]], *, times: int) -> Row:
        """Return the mean cost of ``act`` over ``times`` runs, numbered from 0.

        An action of several requests returns all their answers: statements and bytes add up.
        """
        times = 1 if self.is_counting else times
        bare_ms: list[float] = []
        before = self.meter.read()
        for index in range(times):
            answered = act(index)
            if self.yardstick and index % max(1, times // BURSTS) == 0:
                bare_ms.append(self.yardstick.bare_ms())
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
            bare_ms=sum(bare_ms) / len(bare_ms) if bare_ms else 0.0,
        )


def merge(costs: list[Row], counts: list[Row]) -> list[Row]:
    """Return the measured rows with the counted statements and bytes, as multiples of bare."""
    by_name = {row.name: row for row in counts}
    for row in costs:
        if row.bare_ms:
            row.times_bare = (row.web_ms + row.database_ms) / row.bare_ms
        with suppress(KeyError):
            row.queries, row.bytes = by_name[row.name].queries, by_name[row.name].bytes
    return costs
