"""What ffmpeg says of a video. Pure: no Django, no database.

The program is the wheel's (``imageio-ffmpeg``), or the one that IMAGEIO_FFMPEG_EXE names.
"""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe

DURATION = re.compile(rb"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
SIZE = re.compile(rb"Video: [^\n]*?, (\d+)x(\d+)")
MOST_SECONDS_TO_READ = 60
CONTAINERS = {".mp4": "mov", ".webm": "matroska"}


@dataclass(frozen=True, slots=True)
class Facts:
    """A video's length, the shorter side of its picture in pixels, and whether it has sound."""

    seconds: float
    short_side: int
    has_sound: bool


def read_facts(path: Path) -> Facts:
    """Return the facts of a video in a local file.

    Raises:
        ValueError: it is no MP4 or WebM with a picture and a length.
    """
    report = _report(path)
    duration, size = DURATION.search(report), SIZE.search(report)
    if duration is None or size is None:
        raise ValueError("not a video that can be played")
    hours, minutes, seconds = (float(part) for part in duration.groups())
    return Facts(
        seconds=hours * 3600 + minutes * 60 + seconds,
        short_side=min(int(side) for side in size.groups()),
        has_sound=b"Audio:" in report,
    )


def input_arguments(path: Path) -> list[str]:
    """Return the arguments that let ffmpeg read this file and nothing else.

    The container is named and only local files are opened: a playlist in disguise, which would
    make ffmpeg fetch addresses from inside our network, is not even read.

    Raises:
        ValueError: its name does not end as that of an MP4 or WebM.
    """
    container = CONTAINERS.get(path.suffix.lower())
    if container is None:
        raise ValueError("not MP4 or WebM")
    return ["-protocol_whitelist", "file", "-f", container, "-i", str(path)]


def _report(path: Path) -> bytes:
    command = [get_ffmpeg_exe(), "-hide_banner", *input_arguments(path)]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the path is one argument
            command, capture_output=True, check=False, timeout=MOST_SECONDS_TO_READ
        )
    except subprocess.TimeoutExpired as error:
        raise ValueError("takes too long to read") from error
    return done.stderr
