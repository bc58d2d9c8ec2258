"""What the stages of `make test` start from, made once and beside them, in the order of their need.

Each stage would else make it twice, once in each of its processes: migrated databases, and the
demonstration of the journeys.
"""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools import postgres
from tools.console import run_quietly
from tools.environment import PYTHON

Environment = dict[str, str]
FILE = "widya.sqlite3"
TEMPLATE = "template_widya"


@contextmanager
def prepared(stages: Collection[str]) -> Iterator[Callable[[str], Environment]]:
    """Make what these stages need; yield what waits for a stage's part and returns its settings."""
    with ExitStack() as cleanup:
        folder = Path(tempfile.mkdtemp(prefix="widya-tests-"))
        cleanup.callback(shutil.rmtree, folder, ignore_errors=True)
        makers: dict[str, Callable[[], Environment]] = {
            "sqlite": lambda: migrated_file(folder),
            "postgres": lambda: migrated_cluster(cleanup.enter_context(postgres.cluster())),
            "journeys": lambda: demonstration(folder),
        }
        pool = cleanup.enter_context(ThreadPoolExecutor(max_workers=1))
        parts: dict[str, Future[Environment]] = {
            stage: pool.submit(make) for stage, make in makers.items() if stage in stages
        }
        yield lambda stage: parts[stage].result() if stage in parts else {}


def migrated_file(folder: Path) -> Environment:
    """Make a SQLite database without data; tests copy it into memory."""
    migrate(f"sqlite:///{folder / FILE}")
    return {"DATABASE_URL": "", "TEST_TEMPLATE": str(folder / FILE)}


def migrated_cluster(url: str) -> Environment:
    """Make a database without data on the cluster; PostgreSQL copies it for the tests."""
    postgres.create_database(url, TEMPLATE)  # a database that is copied has no other visitors
    migrate(f"{url.rpartition('/')[0]}/{TEMPLATE}")
    return {"DATABASE_URL": url, "TEST_TEMPLATE": TEMPLATE}


def demonstration(folder: Path) -> Environment:
    """Make the platform with the demonstration that journeys copy."""
    demo = folder / "demo"
    demo.mkdir()
    if (folder / FILE).exists():
        shutil.copy(folder / FILE, demo)
    run_quietly([PYTHON, "-m", "tests.journeys.harness", demo])
    return {"DATABASE_URL": "", "JOURNEYS_DEMO": str(demo)}


def migrate(url: str) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "widya.config.settings.test", "DATABASE_URL": url}
    run_quietly([PYTHON, "manage.py", "migrate", "--verbosity=0"], environment=settings)
