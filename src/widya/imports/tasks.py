"""Work that the worker does for imports."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from widya.core.periodic import every
from widya.imports.claims import stalled
from widya.imports.models import Import
from widya.imports.working import work_on

# Mails and certificates of people who wait go first.
PRIORITY = -10
KEPT_FOR = timedelta(days=14)


@task(priority=PRIORITY)
def work(import_id: int) -> None:
    """Do a slice of work for the import, and queue the next one; harmless to repeat."""
    if work_on(import_id):
        work.enqueue(import_id)


@every(seconds=60)
def resume_stalled() -> None:
    """Go on with imports whose worker is no more."""
    now = timezone.now()
    for found in stalled(now=now):
        # Not again at the next minute, while the task still waits for its turn.
        if stalled(now=now).filter(pk=found.pk).update(advanced_at=now, claim=None):
            work.enqueue(found.pk)


@every(seconds=3600)
def remove_old_files() -> None:
    """Delete files and rows of imports after some days; who did what, and the counts, stay."""
    forget_files(before=timezone.now() - KEPT_FOR)


def forget_files(*, before: datetime) -> None:
    """Delete the files and rows of imports that were uploaded before the moment and are over."""
    old = Import.objects.filter(uploaded_at__lt=before).exclude(state__in=Import.ACTIVE)
    for found in old.exclude(file=""):
        found.delete_rows()
        for file in (found.file, found.report):
            file.delete(save=False)
        found.save(update_fields=["file", "report"])
