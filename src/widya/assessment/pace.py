"""How fast one attempt may save: far faster than anybody answers, far slower than a flood.

The count lives in the cache, a key per attempt. A window begins with the first save in it and
forgets the count when it ends. What is refused is not lost: the page waits and sends it again.
"""

from uuid import UUID

from django.core.cache import cache

from widya.assessment import errors

WINDOW_SECONDS = 10
MOST_SAVES = 50  # in a window: in a burst, and so five a second on the mean


def count_save(attempt_uuid: UUID) -> None:
    """Count a save of the attempt.

    Raises:
        TooManySaves: there were more in this window than any person makes.
    """
    key = f"assessment:saves:{attempt_uuid.hex}"
    try:
        count = cache.incr(key)
    except ValueError:  # no window is open
        cache.set(key, 1, WINDOW_SECONDS)
        return
    if count > MOST_SAVES:
        raise errors.TooManySaves
