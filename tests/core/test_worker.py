"""The background worker's two queues."""

from queue import SimpleQueue

from django_tasks_db.management.commands import db_worker

from widya.core.management.commands.worker import Command
from widya.core.queues import SLOW


def test_slow_work_has_a_thread_of_its_own(monkeypatch) -> None:
    begun: SimpleQueue[tuple[list[str], list[str]]] = SimpleQueue()

    def run(worker: db_worker.Worker) -> None:
        begun.put((worker.queue_names, worker.excluded_queue_names))

    monkeypatch.setattr(db_worker.Worker, "run", run)
    monkeypatch.setattr(db_worker.Worker, "configure_signals", lambda worker: None)
    command = Command()
    parser = command.create_parser("manage.py", "worker")
    command.handle(**{option.dest: option.default for option in parser._actions})
    workers = [begun.get(timeout=60), begun.get(timeout=60)]
    assert sorted(workers) == [(["*"], [SLOW]), ([SLOW], [])]
