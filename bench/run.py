"""Measure what pages cost: ``make bench`` prints a table and writes ``var/bench.json``.

Each row is the processor time of the web server and of PostgreSQL for one request (or one
sitting), apart, and their sum as a multiple of *bare*, so that the figures hold on any machine.
The worker's jobs come last, each as a whole; their wall time is that of this machine.
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict

from bench import scenarios, weights
from bench.client import Answer
from bench.jobs import Job, jobs
from bench.meter import Meter, postmaster_pid, worker_bytes
from bench.rows import Instrument, Row, merge
from bench.scenarios import Bench
from bench.servers import ROOT, build_world, enlarge, environment_for, served, working_folder
from tools import postgres
from tools.console import guarded

APPLICATION = "widya.config.wsgi:application"
BARE = "bench.bare:application"
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
BARE_REQUESTS = 3000


def main() -> int:
    """Measure everything, print the table, write the file."""
    bare = measure_bare()
    with working_folder() as folder, postgres.cluster(**DURABLE) as database_url:
        environment = environment_for(folder, database_url)
        world = build_world(environment, learners=scenarios.LEARNERS)
        with served(APPLICATION, environment) as (port, pid):
            instrument = Instrument(Meter(pid, postmaster_pid(database_url)))
            bench = Bench(port, database_url, world, instrument)
            costs = scenarios.all_rows(bench)
            password_hash = measure_hash(bench, bare)
            memory = Row("worker_memory", 0, 0, bytes=worker_bytes(pid))
        with served(APPLICATION, {**environment, "BENCH_COUNTS": "1"}) as (port, pid):
            bench = Bench(port, database_url, world, Instrument(Meter(pid, None), is_counting=True))
            counts = scenarios.all_rows(bench)
            sizes = list(weigh(bench))
        enlarge(environment)
        with served(APPLICATION, environment) as (port, pid):
            instrument = Instrument(Meter(pid, postmaster_pid(database_url)))
            costs += scenarios.large(Bench(port, database_url, world, instrument))
        with served(APPLICATION, {**environment, "BENCH_COUNTS": "1"}) as (port, pid):
            bench = Bench(port, database_url, world, Instrument(Meter(pid, None), is_counting=True))
            counts += scenarios.large(bench)
        done = list(jobs(environment))
    rows = [bare, *costs, password_hash, *computed(world), *(job.row for job in done)]
    report([*merge(rows, counts, bare=bare), *sizes, memory], done)
    return 0


def measure_bare() -> Row:
    """Measure a request that does nothing on the same server."""
    with served(BARE, dict(os.environ)) as (port, pid):
        bench = Bench(port, "", {}, Instrument(Meter(pid, None)))
        browser = bench.browser()
        for _ in range(BARE_REQUESTS // 10):
            browser.get("/")
        return bench.instrument.row("bare", lambda _: browser.get("/"), times=BARE_REQUESTS)


def measure_hash(platform: Bench, bare: Row) -> Row:
    """Measure the hash of a password on the bare server, in turns with pages of the platform.

    A hash right after another one finds its memory in the processor's caches; a sign-in's does not.
    """
    with served(BARE, dict(os.environ)) as (port, pid):
        yardstick = Bench(port, "", {}, Instrument(Meter(pid, None)))
        visitor, learner, hasher = platform.browser(), platform.browser(0), yardstick.browser()

        def act(index: int) -> Answer:  # noqa: ARG001 - an action's signature
            visitor.get(scenarios.SIGN_IN)
            learner.get("/dashboard/")
            return hasher.get("/hash/")

        for index in range(scenarios.WARM_UPS):
            act(index)
        row = yardstick.instrument.row("password_hash", act, times=scenarios.SIGN_INS)
    row.web_ms -= bare.web_ms
    return row


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
