"""Who works on an import: one worker at a time, for as long as it shows signs of life."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Q, QuerySet
from django.utils import timezone

from widya.imports.models import Import

STALE_AFTER = timedelta(seconds=90)


class Overtaken(Exception):
    """Another worker has taken the import over."""


def claim(import_id: int, *, now: datetime) -> Import | None:
    """Return the import, to be worked on by the caller alone; None if there is nothing to do."""
    token = uuid4()
    is_free = Q(claim=None) | Q(advanced_at__lt=now - STALE_AFTER)
    free = Import.objects.filter(is_free, pk=import_id, state__in=Import.ACTIVE)
    if not free.update(claim=token, advanced_at=now):
        return None
    # By the claim: another worker may have taken the import over already.
    claimed = Import.objects.filter(claim=token)
    return claimed.select_related("site", "uploaded_by", "started_by").first()


def hold(found: Import, **changes: Any) -> None:
    """Save changes of the import, and that it advances; lock it to the end of the transaction.

    Raises:
        Overtaken: the claim is not the caller's any more.
    """
    held = Import.objects.filter(pk=found.pk, claim=found.claim)
    if not held.update(advanced_at=timezone.now(), **changes):
        raise Overtaken
    for name, value in changes.items():
        setattr(found, name, value)


def stalled(*, now: datetime) -> QuerySet[Import]:
    """Return the imports that nobody works on although there is something to do."""
    return Import.objects.filter(state__in=Import.ACTIVE, advanced_at__lt=now - STALE_AFTER)
