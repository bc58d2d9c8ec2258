"""Adaptive streaming: one video becomes several qualities (HLS, RFC 8216). No Django, no database.

A quality is one fragmented MP4, of which its playlist names the byte range of each segment: a few
files a video, whatever its length. Qualities cut at the same seconds, so that players can change
between them at any cut.
"""

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO

from imageio_ffmpeg import get_ffmpeg_exe

from widya.content.ffmpeg import Facts, input_arguments, read_facts

LADDER = (240, 360, 720)
SEGMENT_SECONDS = 6
MASTER_PLAYLIST = "master.m3u8"
MOST_SECONDS_TO_WORK = 6 * 60 * 60
NICE = ("nice", "-n", "10")  # people who wait for a page come first

ReportPercent = Callable[[int], None]


class TranscodingError(Exception):
    """The video cannot be transcoded; the message is what ffmpeg said."""


def transcode(source: Path, folder: Path, *, report: ReportPercent) -> list[int]:
    """Write playlists and qualities of ``source`` into ``folder``; return the qualities' heights.

    ``report`` is called about twice a second with the percentage that is done. What it raises
    stops the work.

    Raises:
        TranscodingError: the video cannot be transcoded.
    """
    try:
        facts = read_facts(source)
    except ValueError as error:
        raise TranscodingError(str(error)) from error
    heights = heights_for(facts.short_side)
    with TemporaryFile() as complaints, _ffmpeg(source, folder, facts, complaints) as process:
        for microseconds in _progress(process):
            report(min(99, int(microseconds / (max(1, facts.seconds) * 10_000))))
        if process.wait():
            raise TranscodingError(_first_line(complaints) or f"ffmpeg: {process.returncode}")
    return heights


def heights_for(short_side: int) -> list[int]:
    """Return the heights of the qualities: steps of the ladder, none above the picture's own.

    The height is the shorter side, so that a film held upright counts alike.
    """
    own = min(short_side - short_side % 2, LADDER[-1])
    return sorted({own, *(step for step in LADDER if step <= own)})


@contextmanager
def _ffmpeg(
    source: Path, folder: Path, facts: Facts, complaints: IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    """Run ffmpeg; end it when the block fails or after the longest time."""
    with subprocess.Popen(  # noqa: S603 - no shell, and paths are single arguments
        _command(source, folder, facts), stdout=subprocess.PIPE, stderr=complaints
    ) as process:
        limit = Timer(MOST_SECONDS_TO_WORK, process.kill)
        limit.start()
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        finally:
            limit.cancel()


def _progress(process: subprocess.Popen[bytes]) -> Iterator[int]:
    """Yield the microseconds of film that are done, as ffmpeg tells them."""
    for line in process.stdout or ():
        if match := re.match(rb"out_time_us=(\d+)", line):
            yield int(match[1])


def _first_line(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    line = complaints.readline().decode(errors="replace").strip()
    return re.sub(r"^\[[^]]*] ", "", line)


def _command(source: Path, folder: Path, facts: Facts) -> list[str]:
    heights = heights_for(facts.short_side)
    return [
        *(*NICE, get_ffmpeg_exe(), "-v", "error", "-nostdin", "-progress", "pipe:1", "-nostats"),
        *input_arguments(source),
        *("-filter_complex", _scaling(heights)),
        *_pictures(heights),
        *(_sound(heights) if facts.has_sound else []),
        *_playlists(folder, heights, has_sound=facts.has_sound),
    ]


def _scaling(heights: list[int]) -> str:
    outputs = "".join(f"[in{height}]" for height in heights)
    scales = (
        f"[in{height}]scale=w='if(gt(iw,ih),-2,{height})':h='if(gt(iw,ih),{height},-2)'[v{height}]"
        for height in heights
    )
    return ";".join([f"[0:V:0]format=yuv420p,split={len(heights)}{outputs}", *scales])


def _pictures(heights: list[int]) -> list[str]:
    """Let quiet pictures, such as slides, cost little: quality is constant below a ceiling."""
    arguments = ["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "main", "-crf", "23"]
    arguments += ["-fpsmax", "30", "-force_key_frames", f"expr:gte(t,n_forced*{SEGMENT_SECONDS})"]
    for index, height in enumerate(heights):
        kilobits = max(200, height * height // 200)
        arguments += ["-map", f"[v{height}]", f"-maxrate:v:{index}", f"{kilobits}k"]
        arguments += [f"-bufsize:v:{index}", f"{2 * kilobits}k"]
    return arguments


def _sound(heights: list[int]) -> list[str]:
    maps = ["-map", "0:a:0"] * len(heights)
    return [*maps, "-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "48000"]


def _playlists(folder: Path, heights: list[int], *, has_sound: bool) -> list[str]:
    qualities = " ".join(
        f"v:{index},{f'a:{index},' if has_sound else ''}name:{height}p"
        for index, height in enumerate(heights)
    )
    return [
        *("-f", "hls", "-hls_time", str(SEGMENT_SECONDS), "-hls_playlist_type", "vod"),
        *("-hls_segment_type", "fmp4", "-hls_flags", "single_file+independent_segments"),
        *("-var_stream_map", qualities, "-master_pl_name", MASTER_PLAYLIST),
        *("-hls_segment_filename", str(folder / "%v.mp4"), str(folder / "%v.m3u8")),
    ]
