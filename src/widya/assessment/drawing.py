"""Drawing an attempt's questions: pure rules, chance comes in as an argument."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from widya.assessment.scoring import TRUE_FALSE


@dataclass(frozen=True, slots=True)
class Pool:
    """Items (by any id) of which ``count`` are drawn."""

    items: Sequence[int]
    count: int


class TooFewItems(ValueError):
    """A pool holds fewer items than are drawn from it."""


def draw(pools: Iterable[Pool], *, shuffles: bool, rng: Random) -> list[int]:
    """Return the drawn items, none twice: pool by pool, or mixed where ``shuffles``.

    Without shuffling the items drawn from a pool keep their order in it.

    Raises:
        TooFewItems: a pool holds fewer than its count that are not drawn already.
    """
    drawn: list[int] = []
    for pool in pools:
        drawn += _draw_from(pool, set(drawn), rng)
    if shuffles:
        rng.shuffle(drawn)
    return drawn


def _draw_from(pool: Pool, taken: set[int], rng: Random) -> list[int]:
    free = [item for item in dict.fromkeys(pool.items) if item not in taken]
    if len(free) < pool.count:
        raise TooFewItems(f"{len(free)} items where {pool.count} are drawn")
    chosen = set(rng.sample(range(len(free)), pool.count))
    return [item for index, item in enumerate(free) if index in chosen]


def order_of_choices(kind: str, count: int, *, shuffles: bool, rng: Random) -> list[int]:
    """Return the choice indexes 0 to ``count`` - 1 in the order shown.

    “Benar” stands before “Salah” always: to swap them tests attention, not knowledge.
    """
    order = list(range(count))
    if shuffles and kind != TRUE_FALSE:
        rng.shuffle(order)
    return order
