"""Media that lessons use. A video must never depend on a course: several may show it."""

import uuid
from pathlib import PurePosixPath

from django.core.files.storage import Storage, storages
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

VIDEO_TYPES = {".mp4": "video/mp4", ".webm": "video/webm"}
MOST_VIDEO_BYTES = 500 * 1024 * 1024
MOST_CAPTIONS_BYTES = 1024 * 1024
STREAMS_FOLDER = "streams"


def private_storage() -> Storage:
    """Return the storage of files that are served only after a check of rights."""
    return storages["private"]


class Video(index.Indexed, models.Model):
    """An uploaded video with its captions and transcript."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("judul"), max_length=160)
    file = models.FileField(
        _("berkas video"),
        upload_to="videos/%Y/",
        storage=private_storage,
        validators=[FileExtensionValidator(["mp4", "webm"])],
        help_text=_("MP4 (H.264) atau WebM, paling besar 500 MB."),
    )
    captions = models.FileField(
        _("takarir"),
        upload_to="captions/%Y/",
        storage=private_storage,
        blank=True,
        validators=[FileExtensionValidator(["vtt"])],
        help_text=_("Berkas WebVTT (.vtt) berbahasa Indonesia, paling besar 1 MB."),
    )
    poster = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("gambar sampul"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    transcript = models.TextField(
        _("transkrip"), blank=True, help_text=_("Isi video dalam bentuk teks.")
    )
    duration_seconds = models.PositiveIntegerField(_("durasi (detik)"), default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    search_fields = (index.SearchField("title"), index.AutocompleteField("title"))

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("video")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.title

    @property
    def content_type(self) -> str:
        """Return the media type of the file, whose name and content were compared at upload."""
        return VIDEO_TYPES[PurePosixPath(self.file.name).suffix.lower()]

    @property
    def has_stream(self) -> bool:
        """Return whether the file, and not one before it, can be streamed adaptively."""
        stream = getattr(self, "stream", None)
        return bool(stream and stream.is_ready and stream.source == self.file.name)

    @property
    def duration(self) -> str:
        """Return the length as a player shows it: “2:05”, “1:02:05”."""
        minutes, seconds = divmod(self.duration_seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


class Stream(models.Model):
    """A video's file in several qualities, made by the worker: adaptive streaming (ADR 0006).

    It stands beside the video, whose form would write back what it read before the worker wrote.

    Attributes:
        source: name of the file that it is made of.
        folder: where its files lie in private storage. Each run of the worker writes to a folder of
            its own and goes on only while it is the one that stands here.
        heights: of the qualities, in lines.
        reason: why it failed, in ffmpeg's words.
        runs: how often the worker has begun.
        touched_at: when it was asked for, or the worker's last sign of life.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu diproses")
        WORKING = "working", _("Sedang diproses")
        READY = "ready", _("Siap")
        FAILED = "failed", _("Gagal diproses")

    video = models.OneToOneField(Video, on_delete=models.CASCADE, related_name="stream")
    source = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    progress_percent = models.PositiveSmallIntegerField(default=0)
    folder = models.CharField(max_length=32, blank=True)
    heights = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    runs = models.PositiveSmallIntegerField(default=0)
    touched_at = models.DateTimeField()

    wagtail_reference_index_ignore = True  # it is a part of the video, not a use of it

    def __str__(self) -> str:
        return f"{self.video}: {self.status}"

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def status(self) -> str:
        """Return the state in words, with how far it is or which qualities there are."""
        label = self.State(self.state).label
        if self.state == self.State.WORKING:
            return f"{label} ({self.progress_percent}%)"
        if self.is_ready:
            return f"{label} ({', '.join(f'{height}p' for height in self.heights)})"
        return str(label)
