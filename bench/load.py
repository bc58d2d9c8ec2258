"""The load run: ``make load`` lets thousands sit an exam at once on this machine, with PostgreSQL.

It is served as in production, by a web process for each core with a cache that they share
(``--web-workers``), and the crowd shares the cores with all that.

Everybody starts within a minute, answers every ten seconds on the mean, hands in, and looks at the
result. A number of participants *holds* when the 99th of 100 saves takes less than half a second,
no request fails and nothing is lost. With ``--runs`` the largest number that holds is looked for.
"""

import asyncio
import os
import random
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import psutil
import psycopg

from bench.chaos import DURABLE
from bench.journal import faults_of
from bench.line import Line
from bench.meter import Meter, postmaster_pid
from bench.participant import SERVER_ERROR, TOO_MANY, Participant
from bench.servants import serving
from bench.servers import build_world, environment_for, told, work_off, working_folder
from tools import postgres, serve, valkey
from tools.console import guarded, step

MEAN_THINKING = 10.0
SLOWEST_SAVE = 0.5
CLOSE_ENOUGH = 8  # the search ends when what holds and what does not differ by this part
SHOWN_FAULTS = 10
STEPS = ("intro", "start", "page", "save", "hand-in", "result")
FORGET = """
    DELETE FROM assessment_grade; DELETE FROM assessment_response;
    DELETE FROM assessment_lateanswer; DELETE FROM assessment_attempt
    WHERE user_id IN (SELECT id FROM accounts_user WHERE username LIKE 'bench-%')
"""


def main() -> int:
    """Run as often as asked, print a line for each run and the largest number that held."""
    options = _options()
    most = options.participants * (2 if options.runs > 1 else 1)
    with working_folder() as folder, postgres.cluster(**DURABLE) as url, valkey.server() as cache:
        environment = environment_for(folder, url)
        environment |= {"CACHE_URL": cache, "WEB_WORKERS": str(options.web_workers)}
        with step(f"Making the world with {most} learners"):
            world = build_world(environment, learners=most)
            work_off(environment)
        held = _search(Hall(environment, url, world, options), most)
    print(f"\nthe largest number that held: {held or 'none'}")
    return 0 if held >= options.participants else 1


def _options() -> Namespace:
    parser = ArgumentParser(prog="make load")
    parser.add_argument("--participants", type=int, default=2000)
    parser.add_argument("--start-seconds", type=float, default=60, help="in which all start")
    parser.add_argument("--seconds", type=float, default=120, help="how long each one writes")
    parser.add_argument("--web-workers", type=int, default=os.cpu_count())
    parser.add_argument("--runs", type=int, default=1, help="more: look for the largest number")
    return parser.parse_args()


def _search(hall: "Hall", most: int) -> int:
    """Double or halve, then halve the distance; return the largest number that held."""
    held, failed, number = 0, most + 1, hall.options.participants
    for _ in range(hall.options.runs):
        if hall.holds(number):
            held = number
        else:
            failed = number
        if failed - held <= failed // CLOSE_ENOUGH:
            break
        number = _next(held, failed, most)
    return held


def _next(held: int, failed: int, most: int) -> int:
    if not held:
        return failed // 2
    return min(2 * held, most) if failed > most else (held + failed) // 2


@dataclass
class Hall:
    """Where crowds sit one after the other."""

    environment: dict[str, str]
    database_url: str
    world: dict[str, Any]
    options: Namespace

    def holds(self, number: int) -> bool:
        """Let so many sit, print what it took, return whether it held."""
        with psycopg.connect(self.database_url, autocommit=True) as database:
            for statement in FORGET.split(";"):
                database.execute(statement)
            database.execute("VACUUM ANALYZE")
        log = Log()
        port = serve.free_port()
        crowd = [self._participant(index, port, log) for index in range(number)]
        with serving(port, self.environment, None) as servants:
            web = servants.processes["web server"].pid
            meter = Meter(web, postmaster_pid(self.database_url))
            before, stolen, began = meter.read(), _stolen_seconds(), time.monotonic()
            asyncio.run(self._sit_together(crowd))
            log.seconds = time.monotonic() - began
            log.stolen = _stolen_seconds() - stolen
            log.web, log.database = (
                late - early for early, late in zip(before, meter.read(), strict=True)
            )
        stored = told("bench.outcome", environment=self.environment)
        for one in crowd:
            log.faults += faults_of(one.journal, stored.get(one.journal.attempt))
        return log.report(number)

    def _participant(self, index: int, port: int, log: "Log") -> Participant:
        line = Line(port, {"widya_session": self.world["sessions"][index]})
        return Participant(line, f"/ujian/{self.world['exam']}/", log.note, random.Random(index))

    async def _sit_together(self, crowd: list[Participant]) -> None:
        await asyncio.gather(*(self._sit(one) for one in crowd))

    async def _sit(self, one: Participant) -> None:
        await asyncio.sleep(one.rng.uniform(0, self.options.start_seconds))
        await one.begin()
        is_open = one.journal.attempt and await one.open()
        end = time.monotonic() + self.options.seconds
        while is_open and time.monotonic() < end:
            await asyncio.sleep(one.rng.expovariate(1 / MEAN_THINKING))
            is_open = await one.answer(one.rng.randint(1, self.world["questions"]))
        if is_open:
            await one.hand_in()
        one.line.close()


@dataclass
class Log:
    """What one crowd met."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: int = 0
    faults: list[str] = field(default_factory=list)
    seconds: float = 0
    web: float = 0
    database: float = 0
    stolen: float = 0

    def note(self, step_name: str, seconds: float, status: int) -> None:
        """Note a request."""
        self.took[step_name].append(seconds)
        self.errors += status == 0 or status >= SERVER_ERROR or status == TOO_MANY

    def report(self, number: int) -> bool:
        """Print all of it; return whether it held."""
        lost = sum("lost: " in fault for fault in self.faults)
        requests = sum(len(seconds) for seconds in self.took.values())
        print(f"\n{number} participants, {requests} requests in {self.seconds:.0f} s")
        print(f"  errors {self.errors}, lost {lost}, faults {len(self.faults)}")
        shares = (share / self.seconds for share in (self.web, self.database, self.stolen))
        print("  of a core: web {:.0%}, database {:.0%}, stolen by the host {:.0%}".format(*shares))
        for name in STEPS:
            half, most = (_ms(self.took[name], percentile) for percentile in (50, 99))
            print(f"  {name:8}{len(self.took[name]):7}  p50{half:8.1f} ms  p99{most:8.1f} ms")
        print("\n".join(self.faults[:SHOWN_FAULTS]), flush=True)
        return (
            not self.errors and not self.faults and _ms(self.took["save"], 99) < SLOWEST_SAVE * 1000
        )


def _stolen_seconds() -> float:
    """Return the processor seconds that other guests of a virtual machine's host took from it."""
    return float(getattr(psutil.cpu_times(), "steal", 0))


def _ms(seconds: list[float], percentile: int) -> float:
    ordered = sorted(seconds) or [0.0]
    return 1000 * ordered[len(ordered) * percentile // 100]


if __name__ == "__main__":
    sys.exit(guarded(main))
