"""What the worker does by the clock."""

from django.utils import timezone

from widya.core.periodic import every
from widya.credits.reminding import remind_of_duty


@every(seconds=300, is_slow=True)
def remind_people_of_duty() -> None:
    """Tell civil servants who lack JP of this year, on the days for it."""
    remind_of_duty(now=timezone.now())
