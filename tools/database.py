"""Bring the database up to date and load the demo, in one Django process to save time.

Runs in the project's environment: `python -m tools.database`.
"""

import io
import os
import sys

import django
from django.core.management import call_command

from tools import known_database
from tools.console import guarded, step
from tools.environment import EMBEDDED_SETTINGS


def main() -> int:
    os.environ.update(EMBEDDED_SETTINGS)
    django.setup()
    if has_unapplied_migrations():
        with step("Bringing the database up to date"):
            call_command("migrate", verbosity=0, interactive=False)
    if not demo_accounts():
        with step("Loading the demo"):
            call_command("load_demo", once=True, stdout=io.StringIO())
    known_database.remember(demo_accounts())
    return 0


def has_unapplied_migrations() -> bool:
    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit:
        return True
    return False


def demo_accounts() -> str:
    """Return the demo's accounts as a text to show, empty before it is loaded."""
    shown = io.StringIO()
    call_command("load_demo", accounts=True, stdout=shown)
    return shown.getvalue().strip()


if __name__ == "__main__":
    sys.exit(guarded(main))
