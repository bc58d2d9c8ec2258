"""A private PostgreSQL cluster for tests and measurements, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools import programs
from tools.console import CommandError
from tools.serve import free_port

OWNER = "widya"
SECONDS_TO_START = 30
# A crash may lose a test's data, so nothing waits for the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "listen_addresses": "127.0.0.1",
}


@contextmanager
def cluster(**settings: str) -> Iterator[str]:
    """Yield the DATABASE_URL of a new, empty cluster; `settings` override `SETTINGS`."""
    programs.require("postgresql")
    folder = Path(tempfile.mkdtemp(prefix="widya-postgres-"))
    try:
        with started(folder, {**SETTINGS, **settings}) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def started(folder: Path, settings: dict[str, str]) -> Iterator[str]:
    user, port = unprivileged_user(), free_port()
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    make_cluster(folder / "data", user)
    server = start(folder, user, {**settings, "port": str(port)})
    try:
        wait_until_ready(server, port)
        yield f"postgres://{OWNER}@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)  # "fast shutdown": open connections are cut
        server.wait()


def unprivileged_user() -> pwd.struct_passwd | None:
    """Return the account to run under when we are root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def identity(user: pwd.struct_passwd | None) -> dict[str, Any]:
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def make_cluster(data: Path, user: pwd.struct_passwd | None) -> None:
    options = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")
    made = subprocess.run(
        [program("initdb"), *options, f"--username={OWNER}", f"--pgdata={data}"],
        cwd="/",
        **identity(user),
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise CommandError(f"{made.stderr}\nPostgreSQL could not make a cluster.")


def start(
    folder: Path, user: pwd.struct_passwd | None, settings: dict[str, str]
) -> subprocess.Popen[bytes]:
    assignments = {**settings, "unix_socket_directories": str(folder)}
    options = [f"--{name}={value}" for name, value in assignments.items()]
    return subprocess.Popen(
        [program("postgres"), f"-D{folder}/data", *options],
        cwd="/",
        **identity(user),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_until_ready(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    command = [program("pg_isready"), "--quiet", "--host=127.0.0.1", f"--port={port}"]
    while subprocess.run(command, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise CommandError("The private PostgreSQL cluster did not start.")
        time.sleep(0.05)


def program(name: str) -> str:
    folder = programs.postgres_folder()
    if folder is None:
        raise CommandError("PostgreSQL's server programs are missing.")
    return str(folder / name)
