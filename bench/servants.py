"""The processes behind a served platform, killed and started again."""

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import IO

import psutil

from tools import serve
from tools.console import ROOT
from tools.postgres import Server

HOST = "127.0.0.1"
LOG = ROOT / "var" / "chaos.log"


class Servants:
    """Web server, worker, and PostgreSQL where ``database`` is one; each may be killed."""

    def __init__(
        self, port: int, environment: Mapping[str, str], database: Server | None, log: IO[bytes]
    ) -> None:
        self.port, self.environment, self.database, self.log = port, environment, database, log
        self.commands = serve.served_commands(HOST, port, environment)
        self.processes = {name: self._started(name) for name in self.commands}

    @property
    def names(self) -> list[str]:
        """Return what can be killed."""
        return [*self.commands, *(["PostgreSQL"] if self.database else [])]

    def kill(self, name: str) -> None:
        """Kill one with all its children at once, as a loss of power does, and start it anew."""
        if self.database and name == "PostgreSQL":
            kill(self.database.process)
            self.database.start()
        else:
            kill(self.processes[name])
            self.processes[name] = self._started(name)

    def wait_until_answering(self) -> None:
        """Return when the web server answers: one that never gets up shows nothing."""
        serve.wait_until_answering(HOST, self.port, {})

    def start_what_ended(self) -> list[str]:
        """Start what has ended by itself, as an operator's supervisor does; return the names."""
        ended = [name for name, process in self.processes.items() if process.poll() is not None]
        for name in ended:
            kill(self.processes[name])
            self.processes[name] = self._started(name)
        return ended

    def _started(self, name: str) -> subprocess.Popen[bytes]:
        return serve.start(self.commands[name], self.environment, output=self.log)


@contextmanager
def serving(
    port: int, environment: Mapping[str, str], database: Server | None
) -> Iterator[Servants]:
    """Yield the started processes, which answer; what they print goes to ``LOG``."""
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("wb") as log:
        servants = Servants(port, environment, database, log)
        try:
            servants.wait_until_answering()
            yield servants
        finally:
            serve.stop(servants.processes)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and its children with SIGKILL; return when all are gone."""
    family: list[psutil.Process] = []
    with suppress(psutil.NoSuchProcess):
        head = psutil.Process(process.pid)
        family = [head, *head.children(recursive=True)]
    for member in family:
        with suppress(psutil.NoSuchProcess):
            member.kill()
    process.wait()
    psutil.wait_procs(family[1:], timeout=10)
