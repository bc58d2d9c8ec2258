"""What others ask of media."""

from pathlib import Path

from django.db.models.fields.files import FieldFile

from widya.content import transcoding
from widya.content.ffmpeg import read_facts
from widya.content.models import STREAMS_FOLDER, Video

MASTER_PLAYLIST = transcoding.MASTER_PLAYLIST


def duration_of(path: Path) -> int:
    """Return the length in whole seconds, rounded, of a video in a local file.

    Raises:
        ValueError: it is no MP4 or WebM with a picture and a length.
    """
    return max(1, round(read_facts(path).seconds))


def stream_file(folder: str, name: str) -> FieldFile:
    """Return a file of an adaptive stream without asking the database; it may not exist."""
    return FieldFile(Video(), Video._meta.get_field("file"), f"{STREAMS_FOLDER}/{folder}/{name}")
