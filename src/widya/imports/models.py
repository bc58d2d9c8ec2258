"""Imports of spreadsheets: the file, what its rows say, and what came of each.

An import is no second copy of the data: its rows and files go after some days, the counts stay.
"""

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from widya.core.records import Record


def private_storage() -> Storage:
    """Return the storage of files that are served only after a check of rights."""
    return storages["private"]


def stored_under(found: "Import", filename: str) -> str:
    """Return where a file of the import lies."""
    return f"imports/{found.uuid}/{filename}"


class Import(Record, models.Model):
    """A file on its way into the database: read, checked, and on somebody's word applied.

    One process at a time works on it: the one whose ``claim`` it bears. ``position`` is the last
    line of the file that the present stage is done with; it moves in the same transaction as what
    was done, so that whoever goes on after a crash neither skips nor repeats a row.
    """

    class State(models.TextChoices):
        READING = "reading", _("Membaca berkas")
        CHECKING = "checking", _("Memeriksa")
        CHECKED = "checked", _("Siap diimpor")
        RUNNING = "running", _("Mengimpor")
        STOPPED = "stopped", _("Terhenti")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Gagal")

    ACTIVE = (State.READING, State.CHECKING, State.RUNNING)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("jenis data"), max_length=20)
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.READING)
    filename = models.CharField(_("berkas"), max_length=200)
    file = models.FileField(upload_to=stored_under, storage=private_storage, blank=True)
    report = models.FileField(upload_to=stored_under, storage=private_storage, blank=True)
    language = models.CharField(max_length=10)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("diunggah oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("diunggah pada"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dijalankan oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    started_at = models.DateTimeField(_("dijalankan pada"), null=True)
    finished_at = models.DateTimeField(_("selesai pada"), null=True)
    failure = models.TextField(_("gangguan"), blank=True)
    ignored_columns = models.JSONField(default=list)

    claim = models.UUIDField(null=True)
    advanced_at = models.DateTimeField()
    position = models.PositiveIntegerField(default=0)
    last_line = models.PositiveIntegerField(default=0)
    row_count = models.PositiveIntegerField(_("baris"), default=0)
    created_count = models.PositiveIntegerField(_("baru"), default=0)
    changed_count = models.PositiveIntegerField(_("diubah"), default=0)
    unchanged_count = models.PositiveIntegerField(_("tetap"), default=0)
    refused_count = models.PositiveIntegerField(_("ditolak"), default=0)

    class Meta:
        verbose_name = _("impor")
        verbose_name_plural = _("impor")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["site", "kind"], condition=Q(state="running"), name="imports_one_running"
            ),
        )

    def __str__(self) -> str:
        return self.filename

    @property
    def is_active(self) -> bool:
        """Whether the worker has something to do for it."""
        return self.state in self.ACTIVE

    @property
    def percent(self) -> int:
        """How much of the present stage is done."""
        return self.position * 100 // self.last_line if self.last_line else 0

    @property
    def importable_count(self) -> int:
        """How many rows would change something; known once checked."""
        return self.created_count + self.changed_count

    def delete_rows(self) -> None:
        """Delete all rows at once and without signals: a hundred thousand would fill the memory."""
        rows = self.rows.all()
        rows._raw_delete(rows.db)


class ImportRow(Record, models.Model):
    """A row of the file: its cells by the names of the columns, and what came of it."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("Baru")
        CHANGED = "changed", _("Diubah")
        UNCHANGED = "unchanged", _("Tetap")
        REFUSED = "refused", _("Ditolak")

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("baris"))
    cells = models.JSONField()
    outcome = models.CharField(_("hasil"), max_length=10, choices=Outcome, blank=True)
    # Pairs of a column's label, empty for the whole row, and what is wrong with it.
    problems = models.JSONField(default=list)

    class Meta:
        verbose_name = _("baris impor")
        verbose_name_plural = _("baris impor")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["source", "line"], name="imports_row_line_once"),
        )
        indexes = (
            models.Index(
                fields=["source", "line"],
                condition=Q(outcome="refused"),
                name="imports_row_refused",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id}: {self.line}"
