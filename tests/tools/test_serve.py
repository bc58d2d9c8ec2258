"""What serves the platform."""

import pytest

from tools.console import CommandError
from tools.serve import require_shared_cache


@pytest.mark.parametrize(
    "environment",
    [{}, {"WEB_WORKERS": "1"}, {"WEB_WORKERS": "2", "CACHE_URL": "valkey://127.0.0.1:6379/0"}],
)
def test_one_process_needs_no_shared_cache_and_several_may_have_one(environment):
    require_shared_cache(environment)


@pytest.mark.parametrize("cache", [{}, {"CACHE_URL": ""}, {"CACHE_URL": "locmemcache://"}])
def test_several_processes_without_a_shared_cache_are_refused(cache):
    with pytest.raises(CommandError, match="WEB_WORKERS=2 needs a cache that they share"):
        require_shared_cache({"WEB_WORKERS": "2", **cache})
