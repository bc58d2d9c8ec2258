"""What the worker does for long, each job in a process of its own with the bench's settings.

Such a process makes what the job needs, does the job, and prints what that alone took.
"""

import json
import os
import resource
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bench.meter import cpu_seconds, postmaster_pid
from bench.rows import Row
from bench.servers import told

JOBS = {"import_users": ("bench.importing", 100_000), "due_attempts": ("bench.due", 10_000)}


@dataclass(frozen=True, slots=True)
class Job:
    """What a job took: its row's ``bytes`` are the most memory that its process ever had."""

    row: Row
    things: int
    seconds: float

    def __str__(self) -> str:
        megabytes = self.row.bytes / 1e6
        return f"{self.row.name}: {self.things:,} in {self.seconds:.1f} s, {megabytes:.0f} MB"


def jobs(environment: Mapping[str, str]) -> Iterator[Job]:
    """Do all jobs, one after the other."""
    for name, (module, things) in JOBS.items():
        facts = told(module, things, environment=environment)
        row = Row(name, facts["process_ms"], facts["database_ms"], bytes=facts["peak_bytes"])
        yield Job(row, things, facts["seconds"])


def tell(job: Callable[[], None]) -> None:
    """Do the job; print wall time, processor time here and in PostgreSQL, and memory as JSON."""
    database = postmaster_pid(os.environ["DATABASE_URL"])
    before = time.perf_counter(), time.process_time(), cpu_seconds(database)
    job()
    after = time.perf_counter(), time.process_time(), cpu_seconds(database)
    seconds, process, database_seconds = (
        late - early for early, late in zip(before, after, strict=True)
    )
    facts = {
        "seconds": seconds,
        "process_ms": process * 1000,
        "database_ms": database_seconds * 1000,
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    print(json.dumps(facts))
