"""The web server and the background worker, started and ended together."""

import contextlib
import http.client
import os
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO

from tools.console import ROOT, CommandError
from tools.environment import PYTHON

APPLICATION = "widya.config.wsgi:application"
# Threads mostly wait: for the database's lock, or for a slow line that takes a video.
THREADS_PER_WORKER = min(8, 2 * (os.cpu_count() or 1) + 1)
# glibc would keep an arena for each thread, and each password hash's 19 MiB: 80 MB a process. What
# is fetched and given back each time comes in huge pages, else a hash would cost a third more; in
# them a second arena, mostly empty, would take 28 MB.
MEMORY = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "1048576",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}
# A browser keeps its connection for half a minute after a page, and granian counts it all the time:
# with its default of 1,024 the next one who comes, to an exam for instance, would not be let in.
CONNECTIONS_PER_WORKER = 20_000
WAITING_CONNECTIONS = 4_096  # to be accepted; the system's own limit counts, too
SHARED_CACHES = ("valkey", "redis")
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10

Processes = Mapping[str, subprocess.Popen[bytes]]


@contextmanager
def running(host: str, port: int, environment: Mapping[str, str]) -> Iterator[Processes]:
    """Yield the web server, which answers, and the worker; end both and all their children."""
    commands = served_commands(host, port, environment)
    processes = {name: start(command, environment) for name, command in commands.items()}
    try:
        wait_until_answering(host, port, processes)
        yield processes
    finally:
        stop(processes)


def served_commands(
    host: str, port: int, environment: Mapping[str, str]
) -> dict[str, list[object]]:
    """Return the commands that together serve the platform, by what they are called."""
    return {
        "web server": web_command(host, port, environment),
        "background worker": [PYTHON, "manage.py", "worker"],
    }


def web_command(host: str, port: int, environment: Mapping[str, str]) -> list[object]:
    workers = environment.get("WEB_WORKERS") or "1"
    return [
        *(PYTHON, "-m", "granian", "--interface", "wsgi", "--log-level", "warning"),
        *("--host", host, "--port", port, "--workers", workers),
        *("--blocking-threads", THREADS_PER_WORKER, "--workers-kill-timeout", 5),
        *("--backlog", WAITING_CONNECTIONS, "--backpressure", CONNECTIONS_PER_WORKER),
        APPLICATION,
    ]


def require_shared_cache(environment: Mapping[str, str]) -> None:
    """Refuse several web processes that would not know of one another's sessions and limits."""
    workers = environment.get("WEB_WORKERS") or "1"
    if workers != "1" and not environment.get("CACHE_URL", "").startswith(SHARED_CACHES):
        message = f"WEB_WORKERS={workers} needs a cache that they share: CACHE_URL=valkey://…"
        raise CommandError(message)


def start(
    command: Sequence[object], environment: Mapping[str, str], output: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """Start `command` as the head of a process group: a Ctrl-C reaches it through us alone.

    What it prints goes to the terminal, or to `output`. It may open as many files, and so
    connections, as the system lets it.
    """
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env={**MEMORY, **environment},
        stdout=output,
        stderr=output,
        start_new_session=True,
    )


def stop(processes: Processes) -> None:
    """End the processes gently, then whatever is left of their groups by force."""
    for process in processes.values():
        process.terminate()
    for process in processes.values():
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS_TO_STOP)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for_an_end(processes: Processes) -> str:
    """Block until one of the processes has ended; return its name."""
    while True:
        for name, process in processes.items():
            if process.poll() is not None:
                return name
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)


def wait_until_answering(host: str, port: int, processes: Processes) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not answers(host, port):
        if any(process.poll() is not None for process in processes.values()):
            raise CommandError("The server stopped while it was starting.")
        if time.monotonic() > deadline:
            raise CommandError(f"The server gave no answer within {SECONDS_TO_START} s.")
        time.sleep(0.05)


def answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(reachable(host), port, timeout=SECONDS_TO_START)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def reachable(host: str) -> str:
    """Return an address of this machine at which a server that listens on `host` is met."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
