"""``manage.py worker``: queued tasks and periodic jobs in one process."""

import logging
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker

from widya.core import periodic
from widya.core.queues import SLOW

SECONDS_AFTER_A_FAILURE = 10

logger = logging.getLogger(__name__)


class Command(db_worker.Command):
    help = "Run the background worker: queued tasks, and jobs that the clock repeats"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(
            interval=0.5, queue_name="*", exclude_queues=SLOW, reload=False, startup_delay=False
        )

    def configure_logging(self, verbosity: int) -> None:
        """Leave the levels to the settings: at this command's own, every task is two lines."""

    def handle(self, **options: Any) -> None:
        periodic.discover()
        stop = threading.Event()
        threads = periodic.start(stop)
        _start_slow_work(options["backend_name"], options["interval"])
        try:
            super().handle(**options)
        finally:
            stop.set()
            for thread in threads:
                thread.join(timeout=10)


def _start_slow_work(backend_name: str, interval: float) -> None:
    """Work off the slow queue in a thread, so that nobody's mail waits for a video.

    The thread ends with the process, whatever it is at: slow work is begun anew by the clock.
    """
    worker = db_worker.Worker(
        queue_names=[SLOW],
        excluded_queue_names=[],
        interval=interval,
        batch=False,
        backend_name=backend_name,
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )
    threading.Thread(target=_keep_running, args=[worker], name=SLOW, daemon=True).start()


def _keep_running(worker: db_worker.Worker) -> None:
    while True:
        try:
            return worker.run()
        except Exception:
            logger.exception("The worker of slow tasks failed")
            time.sleep(SECONDS_AFTER_A_FAILURE)
