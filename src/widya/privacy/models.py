"""What people may ask about their own data (UU 27/2022), and who of the staff had to do with it.

Nothing here is a second archive: a copy goes after some days, and no row repeats the data.
"""

import uuid

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from widya.accounts.signals import OTHER_DATA
from widya.core.records import Record


def private_storage() -> Storage:
    """Return the storage of files that are served only after a check of rights."""
    return storages["private"]


def stored_under(copy: "DataCopy", filename: str) -> str:
    """Return where the file of the copy lies."""
    return f"privacy/{copy.uuid}-{filename}"


class DataCopy(Record, models.Model):
    """The copy of all that is kept about a person, at most one each; ``waiting → ready | failed``.

    Asking again makes the row anew, under another ``uuid``.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Disiapkan")
        READY = "ready", _("Siap diunduh")
        FAILED = "failed", _("Gagal")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_copy"
    )
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Whose look the copy has, and whose mail says that it is ready.
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to=stored_under, storage=private_storage, blank=True)

    class Meta:
        verbose_name = _("salinan data")
        verbose_name_plural = _("salinan data")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="ready")
                | Q(ready_at__isnull=False, expires_at__isnull=False) & ~Q(file=""),
                name="privacy_copy_ready_has_file",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} ({self.state})"


class AccessEntry(Record, models.Model):
    """That a member of the staff looked at a person's data or changed them; rows are only added.

    ``fields`` names what was changed, never what it held.
    """

    class Kind(models.TextChoices):
        VIEWED = "viewed", _("Dilihat")
        CHANGED = "changed", _("Diubah")

    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="access_entries"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(max_length=7, choices=Kind)
    fields = models.JSONField(default=list)
    happened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("catatan akses")
        verbose_name_plural = _("catatan akses")
        default_permissions = ()
        indexes = (models.Index(fields=["subject", "-happened_at"], name="privacy_access_of"),)

    def __str__(self) -> str:
        return f"{self.actor_id} → {self.subject_id} ({self.kind})"

    def field_labels(self) -> list[str]:
        """Return what people call the fields that were changed."""
        user = get_user_model()
        known = {field.name: field.verbose_name for field in user._meta.fields}
        return [str((known | OTHER_DATA).get(name, name)) for name in self.fields]


class Erasure(Record, models.Model):
    """That the data of an account were erased at its owner's request; once, and for good."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="erasure"
    )
    erased_at = models.DateTimeField()

    class Meta:
        verbose_name = _("penghapusan data")
        verbose_name_plural = _("penghapusan data")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.erased_at:%Y-%m-%d}"
