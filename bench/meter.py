"""How much processor time processes used."""

import os
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
    own = process.cpu_times()
    total = own.user + own.system + own.children_user + own.children_system
    for child in process.children(recursive=True):
        try:
            times = child.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


def worker_bytes(pid: int) -> int:
    """Return the resident memory of the largest child of a web server: its worker."""
    return max(child.memory_info().rss for child in psutil.Process(pid).children(recursive=True))


def postmaster_pid(database_url: str) -> int:
    """Return the process id of the PostgreSQL server behind the address."""
    with psycopg.connect(database_url) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    assert row is not None
    return int(Path(os.fspath(row[0]), "postmaster.pid").read_text().split()[0])
