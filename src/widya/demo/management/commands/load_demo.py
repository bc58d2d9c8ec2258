"""``manage.py load_demo``: the only thing that makes demonstration data."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.signal_handlers import disable_reference_index_auto_update

from widya.accounts.models import User
from widya.catalog.actions import draw_pictures, read_lessons
from widya.catalog.queries import course_ids_behind
from widya.demo import people
from widya.demo.actions import load_demo

INDEX_TASK = "modelsearch.tasks.insert_or_update_object_task"


def index_at_once() -> None:
    """Index all that was loaded in one go, instead of by the worker afterwards."""
    DBTaskResult.objects.filter(task_path=INDEX_TASK).delete()
    call_command("wagtail_update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
    for course_id in course_ids_behind():
        read_lessons(course_id)
        draw_pictures(course_id)


def list_of_accounts() -> str:
    rows = [f"  {title:<22}{username}" for title, username in people.accounts()]
    title = f"Accounts of the demonstration, all with the password {people.PASSWORD}:"
    return "\n".join([title, *rows])


class Command(BaseCommand):
    help = "Load the demonstration: two sites with courses, people and their histories"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do nothing where it was loaded before"
        )
        parser.add_argument(
            "--accounts", action="store_true", help="only print the accounts, if it is loaded"
        )

    def handle(self, *, once: bool, accounts: bool, **_: Any) -> None:
        is_loaded = User.objects.filter(username="penulis").exists()
        if accounts:
            if is_loaded:
                self.stdout.write(list_of_accounts())
            return
        if is_loaded and once:
            return
        if is_loaded:
            raise CommandError("the demonstration is loaded already")
        with disable_reference_index_auto_update():
            load_demo(now=timezone.now(), port=settings.PORT)
        index_at_once()
        self.stdout.write(list_of_accounts())
