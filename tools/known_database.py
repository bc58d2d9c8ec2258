"""Tell without Django, whose start takes seconds, whether the database is ready to be served."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from tools import stamps
from tools.console import ROOT

NOTE = stamps.STAMPS / "accounts"
PACKAGE = ROOT / "src" / "widya"


def accounts() -> str:
    """Return the demo's accounts when the database is as `remember` saw it, else an empty text.

    Only the embedded set-up's own file is looked into; any other database is asked by Django.
    """
    file = _file()
    if os.environ.get("DATABASE_URL") or not NOTE.exists():
        return ""
    is_known = stamps.is_current("database", _made_from(file), output=file)
    return NOTE.read_text() if is_known and _migrations() <= _applied(file) else ""


def remember(shown: str) -> None:
    """Remember that the database is up to date, and the accounts in it."""
    with stamps.stamped("database", _made_from(_file())):
        NOTE.parent.mkdir(parents=True, exist_ok=True)
        NOTE.write_text(shown)


def _file() -> Path:
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var").expanduser().resolve()
    return var / "widya.sqlite3"


def _made_from(file: Path) -> str:
    """Return what stands for the file, and for the packages, whose migrations are not ours."""
    return stamps.fingerprint([ROOT / "uv.lock"], str(file))


def _migrations() -> set[tuple[str, str]]:
    """Return app and name of each migration in the project's own code."""
    files = PACKAGE.glob("*/migrations/[0-9]*.py")
    return {(file.parent.parent.name, file.stem) for file in files}


def _applied(file: Path) -> set[tuple[str, str]]:
    # Another database may lie there now, an older copy for instance: what it has is what counts.
    with closing(sqlite3.connect(file)) as connection:
        try:
            return set(connection.execute("SELECT app, name FROM django_migrations"))
        except sqlite3.Error:
            return set()
