"""What all tests share. The database is the one that DATABASE_URL names; SQLite without it."""

import gc
import os
import sqlite3
from contextlib import closing, contextmanager
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from modelsearch import signal_handlers
from wagtail.signal_handlers import disable_reference_index_auto_update

from widya.core.templatetags.kept import forget_parts

UNINDEXED = {
    name: {**options, "AUTO_UPDATE": False}
    for name, options in settings.WAGTAILSEARCH_BACKENDS.items()
}
NO_TASK = SimpleNamespace(enqueue=lambda *arguments: None)

# A property holds however slow the machine is.
hypothesis_settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("untimed")

# Tests leave little in circles, so looking for it often only costs time.
gc.set_threshold(100_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Leave out, on SQLite, the tests of locks that SQLite does not have.

    Tests of several transactions empty the database, so their files run last, and hold no others.
    """
    for item in items:
        if is_of_several_transactions(item) != (item.path.name == "test_races.py"):
            message = "test_races.py is for tests of several transactions, and those belong there"
            raise pytest.UsageError(f"{item.nodeid}: {message}.")
    items.sort(key=is_of_several_transactions)
    if connection.vendor == "postgresql":
        return
    left_out = [item for item in items if item.get_closest_marker("postgres")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def is_of_several_transactions(item):
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Begin with a copy of the migrated database that `make test` made beforehand, if it did."""
    template = os.environ.get("TEST_TEMPLATE")
    if not template:
        yield
    elif connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = template
        yield
    else:
        memory = connection.creation._get_test_db_name()
        with closing(sqlite3.connect(memory, uri=True)) as ours:
            with closing(sqlite3.connect(template)) as source:
                source.backup(ours)
            yield


@pytest.fixture(autouse=True)
def _empty_caches():
    cache.clear()
    forget_parts()


@pytest.fixture(autouse=True)
def _no_indexing(request):
    """Spare tests Wagtail's indexes, a third of their time, unless they are marked ``indexed``."""
    if request.node.get_closest_marker("indexed"):
        yield
        return
    with unindexed():
        yield


@pytest.fixture(scope="module")
def make_once(django_db_setup, django_db_blocker):
    """Return a function that makes something for all tests of a module, which see it afresh each.

    It takes what makes it, with its arguments. The database forgets it after the module. Tests
    of several transactions cannot build on it: their modules make what they need for each test.
    """
    outermost = transaction.atomic()

    def make(maker, *arguments):
        with django_db_blocker.unblock(), unindexed():
            return maker(*arguments)

    with django_db_blocker.unblock():
        outermost.__enter__()
    yield make
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outermost.__exit__(None, None, None)


@contextmanager
def unindexed():
    with (
        disable_reference_index_auto_update(),
        override_settings(WAGTAILSEARCH_BACKENDS=UNINDEXED),
        patch.object(signal_handlers, "insert_or_update_object_task", NO_TASK),
    ):
        yield
