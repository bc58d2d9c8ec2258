"""The killing test: ``make chaos`` sits an exam with a crowd while everything is killed at random.

Afterwards each acknowledged answer is in the database, nobody handed in twice, no deadline moved,
every attempt is closed. Ends with status 1 when anything of that is not so.
"""

import asyncio
import random
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from bench.journal import faults_of
from bench.line import Line
from bench.participant import Participant
from bench.servants import LOG, Servants, serving
from bench.servers import build_world, environment_for, told, working_folder
from tools import postgres, serve
from tools.console import guarded, step

DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
GRACE_SECONDS = 10
START_SECONDS = 10  # within which everybody comes
CALM_SECONDS = 15  # without kills at the end, for the worker to close what is left
KILL_PAUSES = (0.5, 2.5)
THINKING = (0.5, 4.0)
GO_AWAY, STAY, RELOAD = 0.25, 0.3, 0.05  # how likely each is
SHOWN_FAULTS = 20


def main() -> int:
    """Run it on PostgreSQL, SQLite, or both; print what was killed, acknowledged and lost."""
    options = _options()
    faults = [_run(options, database) for database in options.databases]
    return 1 if any(faults) else 0


def _options() -> Namespace:
    parser = ArgumentParser(prog="make chaos")
    parser.add_argument("databases", nargs="*", default=["postgresql", "sqlite"])
    parser.add_argument("--participants", type=int, default=200)
    parser.add_argument("--kills", type=int, default=50, help="at least so many on PostgreSQL")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    return parser.parse_args()


def _run(options: Namespace, database: str) -> int:
    print(f"\n── {database}, seed {options.seed}", flush=True)
    minutes = 2 if database == "postgresql" else 1
    kills = options.kills if database == "postgresql" else options.kills // 2
    with _database(database) as (server, environment):
        with step("Making the world"):
            world = build_world(
                *(environment, "--minutes", minutes, "--grace-seconds", GRACE_SECONDS),
                learners=options.participants,
            )
        port = serve.free_port()
        crowd = [
            _participant(world, port, number, options) for number in range(options.participants)
        ]
        with serving(port, environment, server) as servants:
            killed = asyncio.run(_storm(crowd, servants, world["questions"], options.seed, kills))
        stored = told("bench.outcome", environment=environment)
    return _report(crowd, stored, killed)


@contextmanager
def _database(name: str) -> Iterator[tuple[postgres.Server | None, dict[str, str]]]:
    with working_folder() as folder:
        if name == "sqlite":
            yield None, environment_for(folder, f"sqlite:///{folder}/widya.sqlite3")
            return
        with postgres.server(**DURABLE) as server:
            yield server, environment_for(folder, server.url)


def _participant(world: dict[str, Any], port: int, number: int, options: Namespace) -> Participant:
    return Participant(
        Line(port, {"widya_session": world["sessions"][number]}),
        f"/ujian/{world['exam']}/",
        watch=lambda *_: None,
        rng=random.Random(options.seed + number),
    )


async def _storm(
    crowd: list[Participant], servants: Servants, questions: int, seed: int, kills: int
) -> Counter[str]:
    """Let the crowd sit, kill until everybody's time and grace are over, then have it calm."""
    killed: Counter[str] = Counter()
    calm = asyncio.Event()
    rng = random.Random(seed)
    async with asyncio.TaskGroup() as group:
        group.create_task(_kill_at_random(servants, rng, killed, calm))
        await asyncio.wait([group.create_task(_sit(one, questions)) for one in crowd])
        await asyncio.sleep(max(one.seconds_left for one in crowd) + GRACE_SECONDS)
        while killed.total() < kills:
            await asyncio.sleep(1)
        calm.set()
    for _ in range(CALM_SECONDS):
        servants.start_what_ended()
        await asyncio.sleep(1)
    return killed


async def _kill_at_random(
    servants: Servants, rng: random.Random, killed: Counter[str], calm: asyncio.Event
) -> None:
    while not calm.is_set():
        await asyncio.sleep(rng.uniform(*KILL_PAUSES))
        await asyncio.to_thread(servants.start_what_ended)
        name = rng.choice(servants.names)
        await asyncio.to_thread(servants.kill, name)
        killed[name] += 1
        print(".", end="", flush=True)
        await asyncio.to_thread(servants.wait_until_answering)


async def _sit(one: Participant, questions: int) -> None:
    """Start (with a double click), answer for a while, then hand in twice, or just go away."""
    rng = one.rng
    await asyncio.sleep(rng.uniform(0, START_SECONDS))
    await asyncio.gather(one.begin(), _twin(one).begin())
    is_open = await one.open()
    goes_away, stays = rng.random() < GO_AWAY, rng.random() < STAY
    leaves_with = 0.0 if stays else one.seconds_left * rng.random()
    while is_open and one.seconds_left > leaves_with:
        await asyncio.sleep(rng.uniform(*THINKING))
        is_open = await one.answer(rng.randint(1, questions))
        if is_open and rng.random() < RELOAD:
            is_open = await one.open()
    if not goes_away:
        await asyncio.gather(one.hand_in(), _twin(one).hand_in())


def _twin(one: Participant) -> Participant:
    """Return the same person in a second tab."""
    return replace(one, line=Line(one.line.port, dict(one.line.cookies)))


def _report(crowd: list[Participant], stored: dict[str, Any], killed: Counter[str]) -> int:
    """Print what came of it; return how many faults there are."""
    journals = [one.journal for one in crowd]
    sent = [answer for journal in journals for answer in journal.sent]
    faults = [
        f"{journal.attempt}: {fault}"
        for journal in journals
        for fault in faults_of(journal, stored.get(journal.attempt))
    ]
    print()
    parts = ", ".join(f"{name} {count}" for name, count in sorted(killed.items()))
    print(f"kills:        {killed.total()} ({parts})")
    in_time = sum(one["state"] == "submitted" for one in stored.values())
    print(f"attempts:     {len(stored)}, {in_time} handed in before the end")
    print(f"acknowledged: {sum(one.is_acknowledged for one in sent)} of {len(sent)} answers")
    print(f"lost:         {sum('lost: ' in fault for fault in faults)}")
    print(f"faults:       {len(faults)}")
    print("\n".join([*faults[:SHOWN_FAULTS], f"what the processes said: {LOG}"]))
    return len(faults)


if __name__ == "__main__":
    sys.exit(guarded(main))
