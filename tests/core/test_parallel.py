"""Work in two threads."""

from threading import get_ident

import pytest
from django.db import connection

from widya.core.parallel import in_two_threads


@pytest.fixture
def locks(monkeypatch):
    """Let the database be one that can pass over what another has locked; nothing asks it here."""
    monkeypatch.setattr(connection.features, "has_select_for_update_skip_locked", True)


def test_work_is_done_in_two_threads(locks):
    threads = []
    in_two_threads(lambda: threads.append(get_ident()))
    assert len(threads) == 2
    assert get_ident() in threads


def test_work_is_done_here_alone_where_locks_cannot_be_passed_over(monkeypatch):
    monkeypatch.setattr(connection.features, "has_select_for_update_skip_locked", False)
    threads = []
    in_two_threads(lambda: threads.append(get_ident()))
    assert threads == [get_ident()]


def test_what_fails_in_the_second_thread_is_heard_of(locks):
    here = get_ident()

    def work():
        if get_ident() != here:
            raise ValueError("there")

    with pytest.raises(ValueError, match="there"):
        in_two_threads(work)
