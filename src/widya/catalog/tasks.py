"""What the worker does by the clock."""

from django.core.cache import cache
from django.core.management import call_command

from widya.core.periodic import every

PERIOD_SECONDS = 30


@every(seconds=PERIOD_SECONDS)
def publish_scheduled() -> None:
    """Publish and unpublish the pages whose moment has come, in one worker at a time."""
    if cache.add("catalog:publishing", 1, PERIOD_SECONDS - 1):
        call_command("publish_scheduled")
