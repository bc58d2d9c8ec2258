"""What others ask of media."""

import re
import subprocess
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe

DURATION = re.compile(rb"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
MOST_SECONDS_TO_READ = 60
CONTAINERS = {".mp4": "mov", ".webm": "matroska"}


def duration_of(path: Path) -> int:
    """Return the length in whole seconds, rounded, of a video in a local file.

    Raises:
        ValueError: it is no MP4 or WebM with a picture and a length.
    """
    report = _ffmpeg_report(path)
    match = DURATION.search(report)
    if match is None or b"Video:" not in report:
        raise ValueError("not a video that can be played")
    hours, minutes, seconds = (float(part) for part in match.groups())
    return max(1, round(hours * 3600 + minutes * 60 + seconds))


def _ffmpeg_report(path: Path) -> bytes:
    # The container is named and only local files are opened: a playlist in disguise, which would
    # make ffmpeg fetch addresses from inside our network, is not even read.
    container = CONTAINERS.get(path.suffix.lower())
    if container is None:
        raise ValueError("not MP4 or WebM")
    command = [get_ffmpeg_exe(), "-hide_banner", "-protocol_whitelist", "file"]
    command += ["-f", container, "-i", str(path)]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the path is one argument
            command, capture_output=True, check=False, timeout=MOST_SECONDS_TO_READ
        )
    except subprocess.TimeoutExpired as error:
        raise ValueError("takes too long to read") from error
    return done.stderr
