"""Start what is measured: PostgreSQL, the web server, and the data that it serves."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools import serve
from tools.environment import PYTHON

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "var" / "static"
SECRET_KEY = "opens nothing but the bench"  # noqa: S105 - as it says


def environment_for(folder: str, database_url: str) -> dict[str, str]:
    """Return the environment of a production server on this machine."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SECRET_KEY": SECRET_KEY,
        "DATABASE_URL": database_url,
        "VAR_DIR": folder,
        "EMAIL_URL": "dummymail://",
        "COMPRESS": "false",
        "LOG_LEVEL": "WARNING",
    }


def build_world(environment: Mapping[str, str], *options: object, learners: int) -> dict[str, Any]:
    """Fill the database and collect the static files; return what ``bench.world`` tells."""
    subprocess.run(
        [PYTHON, "manage.py", "collectstatic", "--noinput", "--verbosity=0"],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    return told("bench.world", learners, *options, environment=environment)


def told(module: str, *arguments: object, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the object that a module of the bench prints, run in a process of its own."""
    ran = subprocess.run(
        [PYTHON, "-m", module, *(str(argument) for argument in arguments)],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def work_off(environment: Mapping[str, str]) -> None:
    """Do what waits for a worker, so that one who is started later finds nothing to do."""
    subprocess.run([PYTHON, "-m", "tools.work_off"], cwd=ROOT, env=environment, check=True)


def enlarge(environment: Mapping[str, str]) -> None:
    """Fill the database with what ``bench.large`` adds."""
    subprocess.run([PYTHON, "-m", "bench.large"], cwd=ROOT, env=environment, check=True)


@contextmanager
def served(application: str, environment: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Serve a WSGI application with one worker; yield its port and process id."""
    port = serve.free_port()
    command = serve.web_command("127.0.0.1", port, {**environment, "WEB_WORKERS": "1"})
    command[-1] = application
    processes = {"web server": serve.start(command, environment)}
    try:
        serve.wait_until_answering("127.0.0.1", port, processes)
        yield port, processes["web server"].pid
    finally:
        serve.stop(processes)


@contextmanager
def working_folder() -> Iterator[str]:
    """Yield a folder for everything that the measured servers write."""
    with tempfile.TemporaryDirectory(prefix="widya-bench-") as folder:
        yield folder
