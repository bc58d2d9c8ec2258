"""How a course's credit hours (JP) are shared out over its topics; pure, no Django.

No author enters a JP per topic, and the list on a certificate's second sheet needs one. A topic
gets the share that its lessons' minutes have of all lessons' minutes, in tenths of a JP. Tenths
are rounded by the largest remainder (Hare's quota), so that they add up to exactly the course's
JP; of equal remainders the earlier topic wins. Where no lesson states a duration, topics count
alike. Quizzes and the final exam test what was taught and get no share.
"""

from collections.abc import Sequence
from decimal import Decimal

PARTS_OF_A_JP = 10


def apportion(total_jp: int, minutes: Sequence[int]) -> list[Decimal]:
    """Return each topic's share of ``total_jp``, given the topics' minutes; they add up to it."""
    weights = minutes if any(minutes) else [1] * len(minutes)
    whole = sum(weights)
    parts = [divmod(total_jp * PARTS_OF_A_JP * weight, whole) for weight in weights]
    shares = [quotient for quotient, _ in parts]
    by_remainder = sorted(range(len(parts)), key=lambda index: -parts[index][1])
    for index in by_remainder[: total_jp * PARTS_OF_A_JP - sum(shares)]:
        shares[index] += 1
    return [Decimal(share) / PARTS_OF_A_JP for share in shares]
