"""`make run`: set up what is missing, then serve until Ctrl-C."""

import os
import signal
import socket
import sys

from tools import bootstrap, known_database, serve
from tools.console import CommandError, guarded, run_visibly
from tools.environment import EMBEDDED_SETTINGS, PYTHON

HIGHEST_PORT = 65535


def main() -> int:
    host, port = os.environ.get("HOST") or "127.0.0.1", chosen_port()
    require_free(host, port)
    serve.require_shared_cache(os.environ)
    bootstrap.prepare()
    if not known_database.accounts() and run_visibly([PYTHON, "-m", "tools.database"]):
        return 1
    print(f"\n{known_database.NOTE.read_text()}")
    try:
        serve_until_one_ends(host, port)
    except KeyboardInterrupt:
        return 0
    return 1


def serve_until_one_ends(host: str, port: int) -> None:
    with serve.running(host, port, served_settings()) as processes:
        try:
            print(f"\nWidya: http://{shown(host)}:{port}/  (Ctrl-C stops it)", flush=True)
            ended = serve.wait_for_an_end(processes)
            print(f"Stopping, because the {ended} ended.", file=sys.stderr)
        finally:
            ignore_interrupts()


def served_settings() -> dict[str, str]:
    """Return the environment; without a mail server, mails go to the demonstration's page."""
    demo_mail = {} if os.environ.get("EMAIL_URL") else {"DEMO_MAIL": "true"}
    return {**os.environ, **EMBEDDED_SETTINGS, **demo_mail}


def ignore_interrupts() -> None:
    """Let a second Ctrl-C not keep us from stopping what we started."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)


def chosen_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_PORT:
        raise CommandError(f"PORT must be a number from 1 to {HIGHEST_PORT}, not {text!r}.")
    return int(text)


def require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"Cannot listen on {host}:{port}: {error.strerror}. Try: make run PORT=9000"
            raise CommandError(message) from None


def shown(host: str) -> str:
    return "localhost" if host in {"0.0.0.0", "::", "127.0.0.1", "::1"} else host


if __name__ == "__main__":
    sys.exit(guarded(main))
