"""Make what the code needs before it can run: packages, front end, catalogues, static files."""

import os
import sys
from pathlib import Path

from tools import stamps
from tools.console import ROOT, guarded, run_quietly, step
from tools.environment import (
    EMBEDDED_SETTINGS,
    PYTHON,
    install_python_packages,
    node_environment,
    npm,
)

PACKAGE = ROOT / "src" / "widya"
FRONT_END = PACKAGE / "core" / "static" / "build"
CATALOGUES = PACKAGE / "locale"
NODE_MODULES = ROOT / "node_modules"
LOCK_FILES = [ROOT / "package.json", ROOT / "package-lock.json"]


def main() -> int:
    prepare(dev="--dev" in sys.argv)
    return 0


def prepare(*, dev: bool = False) -> None:
    """Make everything; what is already there and current is left alone."""
    install_python_packages(dev=dev)
    install_front_end_packages()
    build_front_end()
    compile_messages()
    collect_static_files(Path(os.environ.get("VAR_DIR") or ROOT / "var").expanduser().resolve())


def install_front_end_packages() -> None:
    made_from = stamps.fingerprint(LOCK_FILES)
    if stamps.is_current("node_modules", made_from, output=NODE_MODULES):
        return
    with step("Installing front-end packages"), stamps.stamped("node_modules", made_from):
        run_quietly(npm("ci"), environment=node_environment())


def build_front_end() -> None:
    sources = [
        *LOCK_FILES,
        ROOT / "vite.config.js",
        *stamps.files_under(ROOT / "frontend", "*"),
        *stamps.files_under(PACKAGE, "*.html", "*.py"),
    ]
    made_from = stamps.fingerprint(sources)
    if stamps.is_current("front_end", made_from, output=FRONT_END):
        return
    with step("Building the front end"), stamps.stamped("front_end", made_from):
        run_quietly(npm("run", "build"), environment=node_environment())


def compile_messages() -> None:
    made_from = stamps.fingerprint(stamps.files_under(CATALOGUES, "*.po"))
    if stamps.is_current("messages", made_from, output=CATALOGUES / "en/LC_MESSAGES/django.mo"):
        return
    with step("Compiling translations"), stamps.stamped("messages", made_from):
        run_quietly([PYTHON, "-m", "tools.messages", "compile"])


def collect_static_files(var: Path) -> None:
    """Collect all static files, hashed and compressed, in the folder `static` of `var`."""
    folders = [folder for folder in PACKAGE.rglob("static") if folder.is_dir()]
    sources = [path for folder in sorted(folders) for path in stamps.files_under(folder, "*")]
    made_from = stamps.fingerprint([*sources, ROOT / "uv.lock"], str(var))
    if stamps.is_current("static", made_from, output=var / "static" / "staticfiles.json"):
        return
    with step("Collecting static files"), stamps.stamped("static", made_from):
        command = [PYTHON, "manage.py", "collectstatic", "--no-input"]
        run_quietly(command, environment={**EMBEDDED_SETTINGS, "VAR_DIR": str(var)})


if __name__ == "__main__":
    sys.exit(guarded(main))
