"""Work that waits for the database about as long as it computes, done by two threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections


def in_two_threads(work: Callable[[], object]) -> None:
    """Do ``work`` here and in a second thread, which share out what there is by locks.

    Where the database cannot pass over what another has locked, it is done here alone.
    """
    if not connection.features.has_select_for_update_skip_locked:
        work()
        return
    with ThreadPoolExecutor(max_workers=1) as pool:
        second = pool.submit(_with_own_connection, work)
        work()
        second.result()


def _with_own_connection(work: Callable[[], object]) -> None:
    try:
        work()
    finally:
        connections.close_all()
