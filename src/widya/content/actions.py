"""What is done with videos: their adaptive streams (ADR 0006).

A stream is ``waiting → working → ready | failed``. Each run of the worker has a folder of its own,
whose name stands in the stream's row; every write of a run asks that it still does. A run that was
overtaken, because the file was replaced, the video deleted or the worker believed dead, changes
nothing any more, and what it wrote is removed later.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from widya.content.models import STREAMS_FOLDER, Stream, Video
from widya.content.transcoding import TranscodingError, transcode

BETWEEN_SIGNS = timedelta(seconds=3)
# A worker without a sign of life for so long is dead; a request that old may have been lost.
PATIENCE = {Stream.State.WORKING: timedelta(minutes=5), Stream.State.WAITING: timedelta(hours=1)}
MOST_RUNS = 3

Clock = Callable[[], datetime]


class OvertakenError(Exception):
    """The stream was asked for anew, or is gone: this run is of no use any more."""


@transaction.atomic
def request_stream(video: Video, *, now: datetime) -> bool:
    """Ask for the stream of the video's present file; return whether there is something to make.

    There is not when it is ready or under way. One that failed is tried anew.
    """
    defaults = {"source": video.file.name, "touched_at": now}
    stream, is_new = Stream.objects.select_for_update().get_or_create(
        video=video, defaults=defaults
    )
    if stream.source == video.file.name and stream.state != Stream.State.FAILED:
        return is_new
    Stream.objects.filter(pk=stream.pk).update(
        **defaults, state=Stream.State.WAITING, folder="", reason="", runs=0
    )
    return True


def make_stream(video_id: int, *, folder: str, clock: Clock) -> None:
    """Transcode the video, when its stream is waiting for that; doing it twice does it once.

    Args:
        video_id: whose.
        folder: a name that no other run has.
        clock: tells the time again and again, as this takes long.
    """
    waiting = Stream.objects.filter(video_id=video_id, state=Stream.State.WAITING)
    waiting.update(
        state=Stream.State.WORKING,
        folder=folder,
        progress_percent=0,
        runs=F("runs") + 1,
        touched_at=clock(),
    )
    if stream := Stream.objects.filter(video_id=video_id, folder=folder).first():
        _run(stream, clock)


def _run(stream: Stream, clock: Clock) -> None:
    try:
        heights = _transcode(stream, clock)
    except OvertakenError:
        return
    except TranscodingError as error:
        _write(stream, state=Stream.State.FAILED, reason=str(error), touched_at=clock())
    else:
        _write(stream, state=Stream.State.READY, heights=heights, touched_at=clock())


def _transcode(stream: Stream, clock: Clock) -> list[int]:
    def report(percent: int) -> None:
        now = clock()
        if now - stream.touched_at >= BETWEEN_SIGNS:
            stream.touched_at = now
            if not _write(stream, progress_percent=percent, touched_at=now):
                raise OvertakenError

    with TemporaryDirectory() as scratch:
        source = _fetch(stream.source, Path(scratch))
        made = Path(scratch) / "made"
        made.mkdir()
        heights = transcode(source, made, report=report)
        for path in made.iterdir():
            _keep(path, f"{STREAMS_FOLDER}/{stream.folder}/{path.name}")
            report(100)
    return heights


def _fetch(name: str, scratch: Path) -> Path:
    """Return the stored file's path; that of a copy where the storage is not on this machine."""
    storage = _storage()
    try:
        return Path(storage.path(name))
    except NotImplementedError:
        copy = scratch / Path(name).name
        with storage.open(name) as stored, copy.open("wb") as file:
            for chunk in stored.chunks():
                file.write(chunk)
        return copy


def _keep(path: Path, name: str) -> None:
    with path.open("rb") as file:
        _storage().save(name, File(file))


def _write(stream: Stream, **values: Any) -> bool:
    """Write to the stream's row; return False when this run was overtaken."""
    ours = Stream.objects.filter(pk=stream.pk, folder=stream.folder, state=Stream.State.WORKING)
    return bool(ours.update(**values))


def renew_requests(*, now: datetime) -> list[int]:
    """Return the ids of videos whose stream nobody makes: never asked for, or its worker died.

    After several runs that never came to an end, a stream counts as failed.
    """
    is_unasked = Q(stream=None) | ~Q(stream__source=F("file"))
    unasked = [
        video.pk for video in Video.objects.filter(is_unasked) if request_stream(video, now=now)
    ]
    return unasked + _abandoned(now)


def _abandoned(now: datetime) -> list[int]:
    is_abandoned = Q()
    for state, patience in PATIENCE.items():
        is_abandoned |= Q(state=state, touched_at__lt=now - patience)
    abandoned = Stream.objects.filter(is_abandoned)
    abandoned.filter(runs__gte=MOST_RUNS).update(
        state=Stream.State.FAILED, folder="", reason=_("Pekerja berhenti berulang kali.")
    )
    video_ids = list(abandoned.values_list("video_id", flat=True))
    abandoned.update(state=Stream.State.WAITING, touched_at=now)
    return video_ids


def remove_unused_streams() -> None:
    """Delete the files of streams that were replaced, left unfinished, or whose video is gone."""
    storage = _storage()
    # Listed before the rows are read: a run's name stands in its row before it writes a file.
    try:
        folders = storage.listdir(STREAMS_FOLDER)[0]
    except FileNotFoundError:
        return
    used = set(Stream.objects.values_list("folder", flat=True))
    for folder in set(folders) - used:
        path = f"{STREAMS_FOLDER}/{folder}"
        for name in storage.listdir(path)[1]:
            storage.delete(f"{path}/{name}")
        storage.delete(path)


def _storage() -> Storage:
    return Video._meta.get_field("file").storage
