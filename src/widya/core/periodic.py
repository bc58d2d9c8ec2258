"""Work that the worker repeats by the clock, such as handing in exams at their deadline.

An app registers a function in its ``tasks.py``::

    @every(seconds=5)
    def close_due_attempts() -> None: ...

Each must be safe to run in several workers at once: it takes what is due under a lock. A job that
may take longer than exams wait to be handed in, as it speaks to a mail server or to everybody, says
``is_slow=True``: slow jobs have a thread of their own.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from time import monotonic

from django.apps import apps
from django.db import close_old_connections
from django.utils.module_loading import module_has_submodule

logger = logging.getLogger(__name__)

Job = Callable[[], None]


@dataclass(slots=True)
class Entry:
    """A registered job, its period in seconds and the moment (monotonic) when it is next due."""

    job: Job
    seconds: float
    is_slow: bool = False
    due: float = 0.0


_entries: list[Entry] = []


def every(*, seconds: float, is_slow: bool = False) -> Callable[[Job], Job]:
    """Register the decorated function to run every ``seconds`` seconds in the worker."""

    def register(job: Job) -> Job:
        _entries.append(Entry(job, seconds, is_slow))
        return job

    return register


def discover() -> None:
    """Import the ``tasks`` module of every app that has one, so that its jobs are registered."""
    for app in apps.get_app_configs():
        if app.module and module_has_submodule(app.module, "tasks"):
            import_module(f"{app.name}.tasks")


def run_due(now: float, *, is_slow: bool = False) -> None:
    """Run each quick or slow job that is due at ``now`` (monotonic seconds).

    One that fails stops no other.
    """
    for entry in _entries:
        if entry.is_slow == is_slow and entry.due <= now:
            entry.due = now + entry.seconds
            _run(entry.job)


def _run(job: Job) -> None:
    close_old_connections()
    try:
        job()
    except Exception:
        logger.exception("The periodic job %s failed", job.__qualname__)
    finally:
        close_old_connections()


def start(stop: threading.Event) -> list[threading.Thread]:
    """Run the jobs in two threads until ``stop`` is set; return the threads."""

    def loop(*, is_slow: bool) -> None:
        while not stop.wait(0.5):
            run_due(monotonic(), is_slow=is_slow)

    threads = [
        threading.Thread(target=loop, kwargs={"is_slow": is_slow}, name=name, daemon=True)
        for name, is_slow in (("periodic", False), ("periodic-slow", True))
    ]
    for thread in threads:
        thread.start()
    return threads
