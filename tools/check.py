"""`make test` and its parts: set up what tests need, run the named stages, say what failed."""

import sys
import time
from collections.abc import Callable

from tools import bootstrap, lint, postgres, programs
from tools.console import guarded, run_visibly
from tools.environment import PYTHON

# The tests of a file stay together, as many files make their world only once, and in their order.
IN_TWO_PROCESSES = ("-n", 2, "--dist", "loadfile", "--no-loadscope-reorder")
UNIT_TESTS = (*IN_TWO_PROCESSES, "-m", "not journey")


def main() -> int:
    chosen = {name: STAGES[name] for name in sys.argv[1:]}
    bootstrap.prepare(dev=True)
    programs.require(*(need for name in chosen for need in NEEDS.get(name, ())))
    failed = [name for name, stage in chosen.items() if timed(name, stage)]
    if failed:
        print(f"\nFailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def timed(name: str, stage: Callable[[], int]) -> int:
    print(f"\n── {name}", flush=True)
    started = time.monotonic()
    status = stage()
    outcome = "failed" if status else "passed"
    print(f"── {name} {outcome} in {time.monotonic() - started:.0f} s", flush=True)
    return status


def test_on_sqlite() -> int:
    return pytest(*UNIT_TESTS)


def test_on_postgres() -> int:
    with postgres.cluster() as url:
        return pytest(*UNIT_TESTS, database_url=url)


def test_journeys() -> int:
    return pytest(*IN_TWO_PROCESSES, "tests/journeys")


def pytest(*arguments: object, database_url: str = "") -> int:
    command = [PYTHON, "-m", "pytest", "--quiet", *arguments]
    return run_visibly(command, environment={"DATABASE_URL": database_url})


NEEDS = {"postgres": ("postgresql",), "journeys": ("chromium",)}
STAGES = {
    "lint": lint.check,
    "sqlite": test_on_sqlite,
    "postgres": test_on_postgres,
    "journeys": test_journeys,
}


if __name__ == "__main__":
    sys.exit(guarded(main))
