"""Two workers, two people: an import is done once. Threads, against PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from tests.imports.files import check, counts, work_out, xlsx
from tests.imports.world import make_world
from widya.accounts.models import User
from widya.core.errors import WidyaError
from widya.imports.actions import start
from widya.imports.errors import AlreadyRunning, NotReady
from widya.imports.models import Import
from widya.imports.working import work_on

PEOPLE = [(f"orang{n}", f"Orang {n}", f"orang{n}@example.id", "") for n in range(40)]

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def world(transactional_db):
    return make_world()


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    idle = SimpleNamespace(enqueue=lambda _import_id: None)
    monkeypatch.setattr("widya.imports.actions.work", idle)


def at_once(*calls):
    """Make the calls in threads, at the same moment; return what each gave or raised."""
    barrier = Barrier(len(calls))

    def run(call):
        close_old_connections()
        try:
            barrier.wait(timeout=30)
            return call()
        except WidyaError as error:
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_two_workers_at_once_do_an_import_once(site, admin, monkeypatch):
    monkeypatch.setattr("widya.imports.working.BATCH_ROWS", 5)
    found = check(xlsx(*PEOPLE), site=site, by=admin)
    start(found, by=admin, now=timezone.now())
    assert at_once(*[lambda: work_on(found.pk)] * 4) == [False] * 4
    done = Import.objects.get(pk=found.pk)
    assert (done.state, counts(done)) == ("done", (40, 0, 0, 0))
    assert User.objects.filter(username__startswith="orang").count() == 40


def test_a_worker_taken_for_dead_and_its_successor_do_no_row_twice(site, admin, monkeypatch):
    monkeypatch.setattr("widya.imports.working.BATCH_ROWS", 1)
    monkeypatch.setattr("widya.imports.claims.STALE_AFTER", timedelta(0))
    found = check(xlsx(*PEOPLE), site=site, by=admin)
    start(found, by=admin, now=timezone.now())
    at_once(*[lambda: work_on(found.pk)] * 3)
    done = work_out(found)
    assert (done.state, counts(done)) == ("done", (40, 0, 0, 0))
    assert User.objects.filter(username__startswith="orang").count() == 40


def test_of_two_imports_started_at_once_one_runs(site, admin):
    files = [xlsx(*PEOPLE[:2]), xlsx(*PEOPLE[2:])]
    first, second = (check(file, site=site, by=admin) for file in files)
    now = timezone.now()
    results = at_once(
        lambda: start(first, by=admin, now=now), lambda: start(second, by=admin, now=now)
    )
    assert set(results) == {None, AlreadyRunning}


def test_one_import_started_twice_at_once_starts_once(site, admin):
    found = check(xlsx(*PEOPLE), site=site, by=admin)
    results = at_once(*[lambda: start(found, by=admin, now=timezone.now())] * 3)
    assert sorted(results, key=str) == [NotReady, NotReady, None]
