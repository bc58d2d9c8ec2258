"""What the worker does by the clock."""

from django.utils import timezone

from widya.assessment.actions import close_due_attempts, stop_clocks
from widya.core.periodic import every


@every(seconds=2)
def hand_in_due_attempts() -> None:
    """Hand in what is past its deadline, whether or not a browser is open."""
    stop_clocks()
    close_due_attempts(now=timezone.now())
