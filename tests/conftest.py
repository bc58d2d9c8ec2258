"""What all tests share. The database is the one that DATABASE_URL names; SQLite without it."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from wagtail.signal_handlers import disable_reference_index_auto_update

from widya.core.templatetags.kept import forget_parts

UNINDEXED = {
    name: {**options, "AUTO_UPDATE": False}
    for name, options in settings.WAGTAILSEARCH_BACKENDS.items()
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Leave out, on SQLite, the tests of locks that SQLite does not have."""
    if connection.vendor == "postgresql":
        return
    left_out = [item for item in items if item.get_closest_marker("postgres")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


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
    with disable_reference_index_auto_update(), override_settings(WAGTAILSEARCH_BACKENDS=UNINDEXED):
        yield
