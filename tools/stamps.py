"""Remember what a step was made from, so that it is repeated only when that changed.

A stamp is written after its step succeeded: an interrupted set-up simply does the step again.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.console import ROOT

STAMPS = ROOT / "var" / "stamps"


def files_under(folder: Path, *patterns: str) -> list[Path]:
    """Return the files below `folder` that match one of the glob `patterns`, sorted."""
    found = {path for pattern in patterns for path in folder.rglob(pattern)}
    return sorted(path for path in found if path.is_file())


def fingerprint(files: Iterable[Path], *words: str) -> str:
    digest = hashlib.sha256("\0".join(words).encode())
    for path in files:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read(name: str) -> str:
    """Return what the step `name` was last made from, or an empty text."""
    stamp = STAMPS / name
    return stamp.read_text() if stamp.exists() else ""


def is_current(name: str, made_from: str, *, output: Path) -> bool:
    return output.exists() and read(name) == made_from


@contextmanager
def stamped(name: str, made_from: str) -> Iterator[None]:
    """Write the stamp `name` when the block ends well."""
    stamp = STAMPS / name
    stamp.unlink(missing_ok=True)
    yield
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_from)
