"""Small real files for tests of uploads."""

import subprocess
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from imageio_ffmpeg import get_ffmpeg_exe

PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nSelamat datang.\n"


@cache
def clip(
    *, seconds: int = 2, ending: str = "mp4", size: str = "64x36", has_sound: bool = False
) -> bytes:
    """Return a real video of a plain colour."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"clip.{ending}"
        source = f"color=c=navy:size={size}:duration={seconds}:rate=5"
        sound = ["-f", "lavfi", "-i", f"sine=duration={seconds}"] if has_sound else []
        command = [get_ffmpeg_exe(), "-f", "lavfi", "-i", source, *sound, str(path)]
        subprocess.run(command, check=True, capture_output=True)
        return path.read_bytes()


def archive(**members: bytes) -> bytes:
    """Return a zip file; a member's name has "__" for "/" and "_" for "."."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()
