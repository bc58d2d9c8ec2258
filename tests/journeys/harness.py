"""The running platform and what watches it, for the journeys."""

import os
import shutil
import sqlite3
import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from tools import bootstrap, programs, serve
from tools.console import ROOT, run_quietly
from tools.environment import EMBEDDED_SETTINGS
from widya.config.environment import OPTIONS

PICTURES = ROOT / "docs" / "pictures"
DATABASE = "widya.sqlite3"
PORT_OF_THE_DEMO = 8000  # each copy is served at another one
STATIC_FILES = ROOT / "var" / "static"
CHROMIUM_FLAGS = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Responses have their own check, which knows the statuses that a test expects.
FAILED_RESPONSE = "Failed to load resource"


def make_demo(folder: Path) -> None:
    """Make a platform with the demo loaded in `folder`, of which copies can be served."""
    bootstrap.build_front_end()
    bootstrap.collect_static_files(STATIC_FILES.parent)
    (folder / "static").symlink_to(STATIC_FILES)
    environment = environment_for(folder, PORT_OF_THE_DEMO)
    for module in ("tools.database", "tools.work_off"):
        run_quietly([sys.executable, "-m", module], environment=environment)


@contextmanager
def running_copy(demo: Path, folder: Path, port: int):
    """Serve a copy of `demo`, made in `folder`; yield its address."""
    shutil.copytree(demo, folder, symlinks=True, dirs_exist_ok=True)
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        connection.execute("UPDATE wagtailcore_site SET port = ?", [port])
    environment = {**os.environ, **environment_for(folder, port)}
    with serve.running("127.0.0.1", port, environment):
        yield f"http://localhost:{port}"


def environment_for(folder: Path, port: int) -> dict[str, str]:
    """Return settings under which nothing of the caller's environment counts."""
    ours = {**EMBEDDED_SETTINGS, "VAR_DIR": str(folder), "PORT": str(port), "DEMO_MAIL": "true"}
    ours["SSO_LOCAL_HTTP"] = "true"
    return {**dict.fromkeys(OPTIONS, ""), **ours}


def launch(playwright):
    return playwright.chromium.launch(executable_path=programs.chromium(), args=CHROMIUM_FLAGS)


@dataclass
class Watch:
    """Everything that the pages of a test did and must not do."""

    faults: list[str] = field(default_factory=list)
    allowed_statuses: set[int] = field(default_factory=set)

    def allow(self, *statuses: int) -> None:
        """Expect responses with these statuses from 400 to 499 in this test."""
        self.allowed_statuses.update(statuses)

    def over(self, context) -> None:
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", self.on_request)
        context.on("response", self.on_response)

    def on_console(self, message) -> None:
        if message.type == "error" and not message.text.startswith(FAILED_RESPONSE):
            self.faults.append(f"console: {message.text}")

    def on_request(self, request) -> None:
        address = urlsplit(request.url)
        is_ours = f".{address.hostname}".endswith(".localhost")
        if address.scheme not in {"data", "blob", "about"} and not is_ours:
            self.faults.append(f"foreign host: {request.url}")

    def on_response(self, response) -> None:
        if response.status >= 400 and response.status not in self.allowed_statuses:
            self.faults.append(f"{response.status}: {response.request.method} {response.url}")


@dataclass(frozen=True)
class Database:
    """Reads what a person would learn in another way, such as a captcha's answer."""

    path: Path

    @property
    def secret_key(self) -> str:
        """Return what the server beside the database signs and locks with."""
        return (self.path.parent / "secret_key").read_text()

    def value(self, query: str, *parameters):
        """Return the first column of the first row, or None."""
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as connection:
            row = connection.execute(query, parameters).fetchone()
        return row[0] if row else None


def serious_violations(page) -> list[str]:
    """Return what axe calls serious or critical on the page, one line a rule with its places."""
    # Styles of a shadow tree, preloaded, would have to be copied against our own policy.
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{violation['id']}: {violation['help']}\n  "
        + "\n  ".join(str(node["target"]) for node in violation["nodes"])
        for violation in violations
        if violation["impact"] in {"serious", "critical"}
    ]


if __name__ == "__main__":
    make_demo(Path(sys.argv[1]))
