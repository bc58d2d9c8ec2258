"""One machine, one command: SQLite, local files and a key of its own, all under VAR_DIR."""

import os

from django.core.management.utils import get_random_secret_key

from .base import *
from .base import VAR_DIR


def _kept_secret_key() -> str:
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(handle, get_random_secret_key().encode())
        os.close(handle)
    return path.read_text()


SECRET_KEY = os.environ.get("SECRET_KEY") or _kept_secret_key()
