"""What the staff do with imports; the worker does the rest."""

from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from wagtail.log_actions import log
from wagtail.models import Site

from widya.imports.errors import AlreadyRunning, NotAllowed, NotReady
from widya.imports.importers import importer_of
from widya.imports.models import Import
from widya.imports.tasks import work


@transaction.atomic
def upload(*, kind: str, site: Site, file: File, by: Any, now: datetime) -> Import:
    """Keep a spreadsheet and have it checked.

    Raises:
        NotAllowed: the person may not import this kind on the site.
    """
    if not importer_of(kind).is_allowed(by, site):
        raise NotAllowed
    found = Import(
        site=site,
        kind=kind,
        filename=(file.name or "")[:200],
        language=get_language(),
        uploaded_by=by,
        uploaded_at=now,
        advanced_at=now,
    )
    found.file.save("berkas", file, save=False)
    found.save()
    log(found, "imports.upload", user=by)
    transaction.on_commit(partial(work.enqueue, found.pk))
    return found


@transaction.atomic
def start(found: Import, *, by: Any, now: datetime) -> None:
    """Apply a checked import, or go on with one that stopped.

    Raises:
        NotAllowed: the person may not import this kind on the site.
        NotReady: it is not checked, is running or over, or would change nothing.
        AlreadyRunning: another import of the kind is running on the site.
    """
    if not importer_of(found.kind).is_allowed(by, found.site):
        raise NotAllowed
    found = Import.objects.select_for_update().get(pk=found.pk)
    if found.state == Import.State.CHECKED:
        if not found.importable_count:
            raise NotReady
        found.position = 0
        found.created_count = found.changed_count = found.unchanged_count = 0
    elif found.state != Import.State.STOPPED:
        raise NotReady
    found.state, found.failure = Import.State.RUNNING, ""
    found.started_by, found.started_at, found.advanced_at = by, now, now
    _save_running(found)
    log(found, "imports.start", user=by)
    transaction.on_commit(partial(work.enqueue, found.pk))


def _save_running(found: Import) -> None:
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError:  # the constraint that lets one import run
        raise AlreadyRunning from None
