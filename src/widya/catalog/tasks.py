"""What the worker does by the clock."""

from django.core.cache import cache
from django.core.management import call_command

from widya.catalog.actions import draw_pictures, read_lessons
from widya.catalog.queries import course_ids_behind
from widya.core.periodic import every

PERIOD_SECONDS = 30
SECONDS_UNTIL_FOUND = 5


@every(seconds=PERIOD_SECONDS)
def publish_scheduled() -> None:
    """Publish and unpublish the pages whose moment has come, in one worker at a time."""
    if cache.add("catalog:publishing", 1, PERIOD_SECONDS - 1):
        call_command("publish_scheduled")


@every(seconds=SECONDS_UNTIL_FOUND)
def read_changed_lessons() -> None:
    """Bring what the catalogue finds up to date with the lessons, one course after the other.

    Their pictures are drawn as well.
    """
    for course_id in course_ids_behind():
        read_lessons(course_id)
        draw_pictures(course_id)
