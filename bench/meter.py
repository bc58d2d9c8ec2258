"""How much processor time processes used."""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg


@dataclass(frozen=True, slots=True)
class Meter:
    """Reads the processor seconds of a web server and of a database, each with its children."""

    web_pid: int
    database_pid: int | None

    def read(self) -> tuple[float, float]:
        """Return the processor seconds that web and database have used so far."""
        return cpu_seconds(self.web_pid), (
            cpu_seconds(self.database_pid) if self.database_pid else 0.0
        )


def cpu_seconds(pid: int) -> float:
    """Return the processor seconds of a process, its living children and those it has reaped."""
    process = psutil.Process(pid)
    reaped = process.cpu_times()
    total = _clock(pid) + reaped.children_user + reaped.children_system
    for child in process.children(recursive=True):
        with suppress(OSError):  # it has ended meanwhile
            total += _clock(child.pid)
    return total


def _clock(pid: int) -> float:
    """Return the seconds of a living process to the nanosecond; /proc counts hundredths.

    Linux makes the number of a process's clock of its id (``clock_getcpuclockid``, glibc).
    """
    return time.clock_gettime((~pid << 3) | 2)


def worker_bytes(pid: int) -> int:
    """Return the resident memory of the largest child of a web server: its worker."""
    return max(child.memory_info().rss for child in psutil.Process(pid).children(recursive=True))


def postmaster_pid(database_url: str) -> int:
    """Return the process id of the PostgreSQL server behind the address."""
    with psycopg.connect(database_url) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    assert row is not None
    return int(Path(os.fspath(row[0]), "postmaster.pid").read_text().split()[0])
