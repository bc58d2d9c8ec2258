"""What the worker does by the clock."""

from functools import partial

from django.utils import timezone

from widya.assessment.actions import close_due_attempts, stop_clocks
from widya.assessment.reminding import remind_of_closings
from widya.core.parallel import in_two_threads
from widya.core.periodic import every

A_FEW = 100


@every(seconds=2)
def hand_in_due_attempts() -> None:
    """Hand in what is past its deadline, whether or not a browser is open."""
    stop_clocks()
    now = timezone.now()
    if close_due_attempts(now=now, limit=A_FEW) == A_FEW:
        in_two_threads(partial(close_due_attempts, now=now))


@every(seconds=300, is_slow=True)
def remind_of_closing_assessments() -> None:
    """Tell people what closes in three days and is not done yet."""
    remind_of_closings(now=timezone.now())
