"""``manage.py worker``: queued tasks and periodic jobs in one process."""

import threading
from argparse import ArgumentParser
from typing import Any

from django_tasks_db.management.commands import db_worker

from widya.core import periodic


class Command(db_worker.Command):
    help = "Run the background worker: queued tasks, and jobs that the clock repeats"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(interval=0.5, queue_name="*", reload=False, startup_delay=False)

    def configure_logging(self, verbosity: int) -> None:
        """Leave the levels to the settings: at this command's own, every task is two lines."""

    def handle(self, **options: Any) -> None:
        periodic.discover()
        stop = threading.Event()
        thread = periodic.start(stop)
        try:
            super().handle(**options)
        finally:
            stop.set()
            thread.join(timeout=10)
