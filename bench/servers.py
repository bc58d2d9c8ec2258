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


def environment_for(folder: str, database_url: str) -> dict[str, str]:
    """Return the environment of a production server on this machine."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SECRET_KEY": "opens nothing but the bench",
        "DATABASE_URL": database_url,
        "VAR_DIR": folder,
        "EMAIL_URL": "dummymail://",
        "COMPRESS": "false",
        "LOG_LEVEL": "WARNING",
    }


def build_world(environment: Mapping[str, str], *, learners: int) -> dict[str, Any]:
    """Fill the database and collect the static files; return what ``bench.world`` tells."""
    command = [PYTHON, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    built = subprocess.run(
        [PYTHON, "-m", "bench.world", str(learners)],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return dict(json.loads(built.stdout.splitlines()[-1]))


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
