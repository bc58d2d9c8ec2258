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
from tools.console import CommandError, run_quietly
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
    with server(**settings) as running:
        yield running.url


@contextmanager
def server(**settings: str) -> Iterator["Server"]:
    """Yield the started server of a new, empty cluster; `settings` override `SETTINGS`."""
    programs.require("postgresql")
    folder = Path(tempfile.mkdtemp(prefix="widya-postgres-"))
    try:
        running = Server(folder, {**SETTINGS, **settings})
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """A PostgreSQL server that may be started again where it was, as after a crash."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.folder, self.user, self.port = folder, unprivileged_user(), free_port()
        self.settings = {**settings, "port": str(self.port)}
        if self.user:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        make_cluster(folder / "data", self.user)
        self.start()

    @property
    def url(self) -> str:
        return f"postgres://{OWNER}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        self.process = start(self.folder, self.user, self.settings)
        try:
            wait_until_ready(self.process, self.port)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)  # "fast shutdown": open connections are cut
        self.process.wait()


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


def create_database(url: str, name: str) -> None:
    """Make an empty database beside the one at `url`."""
    run_quietly([program("createdb"), f"--maintenance-db={url}", name])


def program(name: str) -> str:
    folder = programs.postgres_folder()
    if folder is None:
        raise CommandError("PostgreSQL's server programs are missing.")
    return str(folder / name)
