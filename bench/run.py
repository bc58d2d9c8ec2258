"""Measure what pages cost: ``make bench`` prints a table and writes ``var/bench.json``.

Each row is the processor time of the web server and of PostgreSQL for one request (or one
sitting), apart, and their sum as a multiple of *bare*, so that the figures hold on any machine.
The worker's jobs come last, each as a whole; their wall time is that of this machine.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from django.conf import settings

from bench import scenarios, weights
from bench.jobs import Job, jobs
from bench.meter import Meter, postmaster_pid, worker_bytes
from bench.rows import Instrument, Row, Yardstick, merge
from bench.scenarios import Bench
from bench.servers import (
    ROOT,
    SECRET_KEY,
    build_world,
    enlarge,
    environment_for,
    served,
    working_folder,
)
from tools import postgres
from tools.console import guarded

APPLICATION = "widya.config.wsgi:application"
BARE = "bench.bare:application"
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def main() -> int:
    """Measure everything, print the table, write the file."""
    settings.configure(SECRET_KEY=SECRET_KEY)  # to read the pictures of human checks
    with working_folder() as folder, postgres.cluster(**DURABLE) as database_url:
        environment = environment_for(folder, database_url)
        world = build_world(environment, learners=scenarios.LEARNERS)
        with bare_server() as yardstick:
            with served(APPLICATION, environment) as (port, pid):
                instrument = Instrument(Meter(pid, postmaster_pid(database_url)), yardstick)
                costs = scenarios.all_rows(Bench(port, world, instrument))
                memory = Row("worker_memory", 0, 0, bytes=worker_bytes(pid))
            with served(APPLICATION, {**environment, "BENCH_COUNTS": "1"}) as (port, pid):
                bench = Bench(port, world, Instrument(Meter(pid, None)))
                counts = scenarios.all_rows(bench)
                sizes = list(weigh(bench))
            enlarge(environment)
            with served(APPLICATION, environment) as (port, pid):
                instrument = Instrument(Meter(pid, postmaster_pid(database_url)), yardstick)
                costs += scenarios.large(Bench(port, world, instrument))
            with served(APPLICATION, {**environment, "BENCH_COUNTS": "1"}) as (port, pid):
                counts += scenarios.large(Bench(port, world, Instrument(Meter(pid, None))))
        done = list(jobs(environment))
    rows = [yardstick.row, *costs, *computed(world), *(job.row for job in done)]
    report([*merge(rows, counts), *sizes, memory], done)
    return 0


@contextmanager
def bare_server() -> Iterator[Yardstick]:
    """Yield the yardstick, warm."""
    with served(BARE, dict(os.environ)) as (port, pid):
        yardstick = Yardstick(port, Meter(pid, None))
        yardstick.bare_ms()
        yardstick.hash_ms()
        yardstick.readings.clear()
        yield yardstick


def computed(world: dict[str, float]) -> Iterator[Row]:
    """Return what was measured without the web server."""
    yield Row("certificate", world["certificate_ms"], 0)


def weigh(bench: Bench) -> Iterator[Row]:
    """Return the compressed weights of a first visit, of the next page, of the exam's script."""
    browser = bench.browser()
    seen: set[str] = set()
    yield Row("first_visit", 0, 0, bytes=weights.visit(browser, "/", seen=seen))
    yield Row("next_page", 0, 0, bytes=weights.visit(browser, "/pelatihan/", seen=seen))
    learner = bench.browser(scenarios.LEARNERS - 1)
    address = scenarios.open_attempt(bench, learner)
    yield Row("exam_script", 0, 0, bytes=weights.script(learner, address, "exam"))


def report(rows: list[Row], done: list[Job]) -> None:
    """Print the table, and what the worker's jobs took as a whole; write ``var/bench.json``."""
    print(f"{'':20}{'web ms':>9}{'db ms':>9}{'× bare':>9}{'queries':>9}{'bytes':>12}")
    for row in rows:
        print(
            f"{row.name:20}{row.web_ms:9.2f}{row.database_ms:9.2f}{row.times_bare:9.1f}"
            f"{row.queries:9}{row.bytes:12,}"
        )
    print(*done, sep="\n")
    seconds = {job.row.name: {"seconds": job.seconds} for job in done}
    facts = [asdict(row) | seconds.get(row.name, {}) for row in rows]
    path = ROOT / "var" / "bench.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(facts, indent=1) + "\n")
    print(f"written to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(guarded(main))
