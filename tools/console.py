"""What a command prints: a line per step with its time, a tool's output only when it fails."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_CLEAN_UP = 20


class CommandError(Exception):
    """What the person at the terminal should read; the command ends with status 1."""


def guarded(main: Callable[[], int]) -> int:
    """Run a command's `main`: a `CommandError` becomes one message, an interrupt is quiet."""
    signals = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as it is under nohup
        signals.append(signal.SIGHUP)
    for number in signals:
        signal.signal(number, signal.default_int_handler)
    try:
        return main()
    except CommandError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


@contextmanager
def step(title: str) -> Iterator[None]:
    started = time.monotonic()
    print(f"{title} …", end=" ", flush=True)
    try:
        yield
    except BaseException:
        print("stopped", flush=True)
        raise
    print(f"{time.monotonic() - started:.1f} s", flush=True)


def run_quietly(command: Sequence[object], *, environment: Mapping[str, str] | None = None) -> None:
    """Run a tool and say nothing of it, unless it fails."""
    arguments = [str(part) for part in command]
    finished = subprocess.run(
        arguments,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if finished.returncode:
        message = f"{finished.stdout}\nFailed: {' '.join(arguments)}"
        raise CommandError(message)


def run_visibly(command: Sequence[object], *, environment: Mapping[str, str] | None = None) -> int:
    """Run a tool in its own process group with its output shown; return its status.

    An interrupt reaches it once, as SIGINT, and it gets time to stop what it started.
    """
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        start_new_session=True,
    )
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        process.wait(SECONDS_TO_CLEAN_UP)
        raise
    finally:
        process.kill()
