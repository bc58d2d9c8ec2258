"""How a copy of a person's data is made and goes again; the worker's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from tempfile import TemporaryFile
from typing import IO

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from widya.accounts.models import User
from widya.core.mail import compose
from widya.organisation.queries import branding_of
from widya.privacy.archive import write_archive
from widya.privacy.models import DataCopy

State = DataCopy.State
KEPT_FOR = timedelta(days=7)
# A worker that was stopped leaves a copy waiting: the person may ask again after this time.
PATIENCE = timedelta(hours=1)


def make_copy(copy_id: int, *, clock: Callable[[], datetime]) -> None:
    """Make the file of a copy that waits for it, and tell its owner; harmless to repeat."""
    copies = DataCopy.objects.select_related("user__unit", "site")
    copy = copies.filter(pk=copy_id, state=State.WAITING).first()
    if copy is None:
        return
    try:
        with TemporaryFile() as file, _as_its_owner_reads(copy):
            write_archive(copy.user, file, branding=branding_of(copy.site), now=clock())
            _finish(copy, file, now=clock())
    except Exception:
        _waiting(copy).update(state=State.FAILED)
        raise


def expire_copies(*, now: datetime) -> None:
    """Remove copies whose time is over, and give up those that nobody makes any more."""
    for copy in DataCopy.objects.filter(expires_at__lte=now):
        copy.file.delete(save=False)
        copy.delete()
    left = DataCopy.objects.filter(state=State.WAITING, asked_at__lte=now - PATIENCE)
    left.update(state=State.FAILED)


def remove_file(copy: DataCopy) -> None:
    """Take the file away when the transaction has succeeded."""
    if copy.file:
        transaction.on_commit(partial(copy.file.storage.delete, copy.file.name))
        copy.file = ""


@contextmanager
def _as_its_owner_reads(copy: DataCopy) -> Iterator[None]:
    """Write in the language that was chosen, with times in the zone of the person's unit."""
    with translation.override(copy.language), timezone.override(copy.user.zone):
        yield


@transaction.atomic
def _finish(copy: DataCopy, file: IO[bytes], *, now: datetime) -> None:
    """Keep the file, unless the copy was asked for anew or its owner is gone meanwhile."""
    locked = _waiting(copy).select_for_update(of=("self",)).select_related("user", "site").first()
    if locked is None:
        return
    locked.file.save("data-saya.zip", File(file), save=False)
    locked.state, locked.ready_at, locked.expires_at = State.READY, now, now + KEPT_FOR
    locked.save()
    _tell(locked, locked.user)


def _waiting(copy: DataCopy) -> QuerySet[DataCopy]:
    return DataCopy.objects.filter(pk=copy.pk, uuid=copy.uuid, state=State.WAITING)


def _tell(copy: DataCopy, user: User) -> None:
    if not user.email:
        return
    site_url = copy.site.root_url
    compose(
        "privacy/mail/ready",
        {"user": user, "copy": copy, "url": site_url + reverse("privacy:data")},
        to=user.email,
        branding=branding_of(copy.site),
        site_url=site_url,
        expires_at=copy.expires_at,
    ).send()
