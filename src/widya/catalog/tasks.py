"""What the worker does by the clock."""

from django.core.cache import cache
from django.core.management import call_command
from django_tasks import task

from widya.catalog import actions
from widya.catalog.actions import read_lessons
from widya.catalog.queries import course_ids_behind
from widya.core.periodic import every
from widya.core.queues import SLOW

PERIOD_SECONDS = 30
SECONDS_UNTIL_FOUND = 5


@every(seconds=PERIOD_SECONDS)
def publish_scheduled() -> None:
    """Publish and unpublish the pages whose moment has come, in one worker at a time."""
    if cache.add("catalog:publishing", 1, PERIOD_SECONDS - 1):
        call_command("publish_scheduled")


@task(queue_name=SLOW)
def draw_pictures(course_id: int) -> None:
    """Draw the pictures of a course's lessons; harmless to repeat."""
    actions.draw_pictures(course_id)


@every(seconds=SECONDS_UNTIL_FOUND)
def read_changed_lessons() -> None:
    """Bring what the catalogue finds up to date with the lessons, one course after the other.

    Their pictures are drawn in the slow queue, as exams whose time is up must not wait for them.
    """
    for course_id in course_ids_behind():
        read_lessons(course_id)
        draw_pictures.enqueue(course_id)
