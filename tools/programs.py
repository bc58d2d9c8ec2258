"""The programs that tests need beside the Python environment: Chromium and PostgreSQL."""

import os
import shutil
import subprocess
from pathlib import Path

from tools.console import CommandError, run_quietly, step

OLDEST_POSTGRES = 15
POSTGRES_PROGRAMS = ("initdb", "postgres", "pg_isready")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def require(*names: str) -> None:
    """See that `chromium` or `postgresql` is there; install what is missing where we may.

    Raises:
        CommandError: it is missing, and we are neither root nor allowed to use sudo.
    """
    finders = {"chromium": chromium, "postgresql": postgres_folder}
    missing = [name for name in names if finders[name]() is None]
    if missing:
        install(missing)


def chromium() -> str | None:
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def postgres_folder() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs."""
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(debian, key=lambda folder: int(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    folders = [*([Path(on_path).resolve().parent] if on_path else []), *newest_first]
    return next((folder for folder in folders if is_usable(folder)), None)


def is_usable(folder: Path) -> bool:
    if not all((folder / name).exists() for name in POSTGRES_PROGRAMS):
        return False
    shown = subprocess.check_output([folder / "postgres", "--version"], text=True)
    return int(shown.split()[2].split(".")[0]) >= OLDEST_POSTGRES


def install(packages: list[str]) -> None:
    names = " ".join(packages)
    prefix = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if not shutil.which("apt-get") or not may_run(prefix):
        raise CommandError(f"Tests need these programs, please install them: {names}.")
    with step(f"Installing {names}"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run_quietly([*prefix, "apt-get", "update"], environment=quiet)
        command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
        run_quietly([*prefix, *command], environment=quiet)


def may_run(prefix: list[str]) -> bool:
    if prefix and not shutil.which(prefix[0]):
        return False
    tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return tried.returncode == 0
