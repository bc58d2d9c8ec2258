"""Short clips made from slides: an MP4, its captions and its transcript."""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imageio_ffmpeg import get_ffmpeg_exe

from widya.demo.drawings import draw_slide

FRAMES_A_SECOND = 2


@dataclass(frozen=True, slots=True)
class Clip:
    """A finished clip: MP4 bytes, WebVTT text, plain text, length in seconds."""

    video: bytes
    captions: str
    transcript: str
    seconds: int


def make_clip(slides: list[dict[str, Any]], *, footer: str, colours: tuple[str, str]) -> Clip:
    """Return the clip that shows each slide for its ``seconds`` with its narration as caption."""
    pictures = [
        draw_slide(slide["title"], slide["points"], footer=footer, colours=colours)
        for slide in slides
    ]
    return Clip(
        video=_encode(pictures, [slide["seconds"] for slide in slides]),
        captions=_captions(slides),
        transcript="\n\n".join(slide["narration"] for slide in slides),
        seconds=sum(slide["seconds"] for slide in slides),
    )


def _encode(pictures: list[bytes], seconds: list[int]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        lines = []
        for index, (picture, duration) in enumerate(zip(pictures, seconds, strict=True)):
            path = Path(folder) / f"{index:02}.png"
            path.write_bytes(picture)
            lines += [f"file '{path}'", f"duration {duration}"]
        listing, film = Path(folder) / "slides.txt", Path(folder) / "clip.mp4"
        listing.write_text("\n".join(lines))
        command = [get_ffmpeg_exe(), "-v", "error", "-f", "concat", "-safe", "0", "-i", listing]
        # The list's last picture lasts for a frame only: it is held until the end.
        held = f"fps={FRAMES_A_SECOND},tpad=stop_mode=clone:stop_duration={seconds[-1]}"
        command += ["-vf", held, "-t", str(sum(seconds)), "-c:v", "libx264"]
        command += ["-tune", "stillimage", "-preset", "veryfast", "-pix_fmt", "yuv420p"]
        command += ["-g", str(2 * FRAMES_A_SECOND), "-movflags", "+faststart", film]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own files
        return film.read_bytes()


def _captions(slides: list[dict[str, Any]]) -> str:
    cues, start = ["WEBVTT"], 0
    for slide in slides:
        end = start + slide["seconds"]
        cues.append(f"{_timestamp(start)} --> {_timestamp(end)}\n{slide['narration']}")
        start = end
    return "\n\n".join(cues) + "\n"


def _timestamp(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"
