"""Production's settings; with BENCH_COUNTS=1 each response also says how many queries it took."""

import os

from widya.config.settings.production import *  # noqa: F403 - settings modules build on one another
from widya.config.settings.production import MIDDLEWARE

if os.environ.get("BENCH_COUNTS"):
    MIDDLEWARE.insert(0, "bench.middleware.CountQueriesMiddleware")
