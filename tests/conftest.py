"""What all tests share. The database is the one that DATABASE_URL names; SQLite without it."""

import pytest
from django.core.cache import cache
from django.db import connection


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Leave out, on SQLite, the tests of locks that SQLite does not have."""
    if connection.vendor == "postgresql":
        return
    left_out = [item for item in items if item.get_closest_marker("postgres")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
