"""`make test` and its parts: set up what tests need, run the named stages, say what failed."""

import sys
import time
from collections.abc import Callable

from tools import beforehand, bootstrap, lint, programs
from tools.console import guarded, run_visibly
from tools.environment import PYTHON

# The tests of a file stay together, as many files make their world only once, and in their order.
BY_FILE = ("--dist", "loadfile", "--no-loadscope-reorder")
UNIT_TESTS = ("-n", 2, "-m", "not journey")
JOURNEYS = ("-n", 3, "tests/journeys")  # they wait a third of their time, mostly for clocks

Environment = dict[str, str]
Stage = Callable[[Environment], int]


def main() -> int:
    chosen = {name: STAGES[name] for name in sys.argv[1:]}
    bootstrap.prepare(dev=True)
    programs.require(*(need for name in chosen for need in NEEDS.get(name, ())))
    with beforehand.prepared(chosen) as part_of:
        failed = [name for name, stage in chosen.items() if timed(name, stage, part_of)]
    if failed:
        print(f"\nFailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def timed(name: str, stage: Stage, part_of: Callable[[str], Environment]) -> int:
    print(f"\n── {name}", flush=True)
    started = time.monotonic()
    status = stage(part_of(name))
    outcome = "failed" if status else "passed"
    print(f"── {name} {outcome} in {time.monotonic() - started:.0f} s", flush=True)
    return status


def unit_tests(environment: Environment) -> int:
    return pytest(*UNIT_TESTS, environment=environment)


def journeys(environment: Environment) -> int:
    return pytest(*JOURNEYS, environment=environment)


def pytest(*arguments: object, environment: Environment) -> int:
    command = [PYTHON, "-m", "pytest", "--quiet", *BY_FILE, *arguments]
    return run_visibly(command, environment=environment)


NEEDS = {"postgres": ("postgresql",), "journeys": ("chromium",)}
STAGES: dict[str, Stage] = {
    "lint": lambda _: lint.check(),
    "sqlite": unit_tests,
    "postgres": unit_tests,
    "journeys": journeys,
}


if __name__ == "__main__":
    sys.exit(guarded(main))
