"""Work that the worker does for people's own data."""

from django.utils import timezone
from django_tasks import task

from widya.core.periodic import every
from widya.privacy.copying import expire_copies, make_copy

# Mails and certificates of people who wait go first.
PRIORITY = -10


@task(priority=PRIORITY)
def prepare_copy(copy_id: int) -> None:
    """Make a copy of what is kept about a person; harmless to repeat."""
    make_copy(copy_id, clock=timezone.now)


@every(seconds=600)
def remove_old_copies() -> None:
    """Remove copies whose time is over."""
    expire_copies(now=timezone.now())
