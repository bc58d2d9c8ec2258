"""Scoring: pure rules without Django, exact to the hundredth.

An item is right or wrong as a whole: exactly the keyed choices, nothing else, for every kind.
"""

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

SINGLE, MULTIPLE, TRUE_FALSE = "single", "multiple", "true_false"
HUNDREDTH = Decimal("0.01")


def is_right(key: Collection[int], chosen: Collection[int]) -> bool:
    """Return whether ``chosen`` are exactly the indexes in ``key``, in any order."""
    return set(chosen) == set(key)


def score_of(right: int, asked: int) -> Decimal:
    """Return 100 · ``right`` / ``asked`` with two decimals, halves rounded up.

    Raises:
        ValueError: nothing was asked, or ``right`` is not from 0 to ``asked``.
    """
    if not 0 <= right <= asked or not asked:
        raise ValueError(f"{right} right of {asked}")
    return (Decimal(100) * right / asked).quantize(HUNDREDTH, ROUND_HALF_UP)


def is_passed(score: Decimal, pass_mark: int) -> bool:
    """Return whether ``score`` is at or above ``pass_mark``, both from 0 to 100."""
    return score >= pass_mark


def takes_one_choice(kind: str) -> bool:
    """Return whether an item of this kind is answered by a single choice."""
    return kind != MULTIPLE
