"""`make lint` and `make format`: every check of the sources, two at a time."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tools import bootstrap
from tools.console import ROOT, guarded, run_visibly
from tools.environment import PYTHON, VENV, node_environment, npm

# A made-up production set-up, for `check --deploy`.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "widya.config.settings.production",
    "SECRET_KEY": "a-made-up-key-that-signs-nothing-and-is-only-long-enough-0123456789",
    "ALLOWED_HOSTS": "widya.example.go.id",
    "CSRF_TRUSTED_ORIGINS": "https://widya.example.go.id",
    "DATABASE_URL": "postgres://widya@127.0.0.1/widya",
    "HTTPS": "true",
}


@dataclass(frozen=True)
class Check:
    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def checks() -> list[Check]:
    """Return all checks, the slow ones first."""
    manage = (str(PYTHON), "manage.py")
    test_settings = {"DJANGO_SETTINGS_MODULE": "widya.config.settings.test"}
    return [
        Check("mypy", (tool("mypy"),)),
        Check("templates", (tool("djlint"), "--lint", "src/widya")),
        Check("deployment", (*manage, "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
        Check("migrations", (*manage, "makemigrations", "--check", "--dry-run"), test_settings),
        Check("layers", (tool("lint-imports"), "--no-cache")),
        Check("messages", (str(PYTHON), "-m", "tools.messages", "check")),
        Check("scripts and styles", npm("run", "lint"), node_environment()),
        Check("ruff: rules", (tool("ruff"), "check")),
        Check("ruff: format", (tool("ruff"), "format", "--check")),
    ]


def tool(name: str) -> str:
    return str(VENV / "bin" / name)


def check() -> int:
    """Run all checks, print what the failing ones said; return 1 if any failed."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        statuses = list(pool.map(report, checks()))
    return 1 if any(statuses) else 0


def report(check: Check) -> int:
    started = time.monotonic()
    finished = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**os.environ, **check.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    outcome = "failed" if finished.returncode else "passed"
    said = f"\n{finished.stdout}" if finished.returncode else ""
    print(f"{check.name}: {outcome}, {time.monotonic() - started:.1f} s{said}", flush=True)
    return finished.returncode


def fix() -> int:
    """Format everything, and mend what the linters can mend."""
    for command in (
        (tool("ruff"), "check", "--fix"),
        (tool("ruff"), "format"),
        npm("run", "format"),
    ):
        run_visibly(command, environment=node_environment())
    return 0


def main() -> int:
    bootstrap.prepare(dev=True)
    return fix() if "--fix" in sys.argv else check()


if __name__ == "__main__":
    sys.exit(guarded(main))
