"""The worker's clock."""

import threading

import pytest

from widya.core import periodic


@pytest.fixture
def no_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_entries", [])
    monkeypatch.setattr(periodic, "close_old_connections", lambda: None)


def test_run_due_runs_a_job_once_a_period(no_jobs: None) -> None:
    runs: list[str] = []
    periodic.every(seconds=5)(lambda: runs.append("job"))
    for moment in (100.0, 101.0, 104.9, 105.0, 109.0):
        periodic.run_due(moment)
    assert len(runs) == 2


def test_run_due_goes_on_after_a_job_that_fails(
    no_jobs: None, caplog: pytest.LogCaptureFixture
) -> None:
    runs: list[str] = []

    def fail() -> None:
        raise RuntimeError("rusak")

    periodic.every(seconds=5)(fail)
    periodic.every(seconds=5)(lambda: runs.append("job"))
    periodic.run_due(100.0)
    assert runs == ["job"]
    assert "fail failed" in caplog.text


def test_a_slow_job_keeps_no_quick_one_waiting(no_jobs: None) -> None:
    stop, is_quick_done = threading.Event(), threading.Event()
    slow_threads: list[str] = []

    def wait_for_the_quick_one() -> None:
        slow_threads.append(threading.current_thread().name)
        is_quick_done.wait(timeout=90)

    periodic.every(seconds=5, is_slow=True)(wait_for_the_quick_one)
    periodic.every(seconds=5)(is_quick_done.set)
    threads = periodic.start(stop)
    assert is_quick_done.wait(timeout=60)
    stop.set()
    for thread in threads:
        thread.join(timeout=60)
    assert set(slow_threads) <= {"periodic-slow"}


def test_what_speaks_to_mail_servers_or_to_everybody_is_slow() -> None:
    periodic.discover()
    slow = {entry.job.__name__ for entry in periodic._entries if entry.is_slow}
    assert {"send_due_mails", "remind_people_of_duty", "remind_of_closing_assessments"} <= slow
    assert "hand_in_due_attempts" not in slow


def test_discover_registers_the_hand_in_of_due_attempts() -> None:
    periodic.discover()
    names = {entry.job.__name__ for entry in periodic._entries}
    assert any("attempt" in name for name in names)
