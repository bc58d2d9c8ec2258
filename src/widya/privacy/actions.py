"""What people ask for with their own data, and the log of the staff's access."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Site

from widya.accounts.models import User
from widya.learning.models import Enrolment
from widya.privacy.copying import remove_file
from widya.privacy.erasing import ERASERS
from widya.privacy.errors import DataErased
from widya.privacy.models import AccessEntry, DataCopy, Erasure
from widya.privacy.queries import obstacle_to_erasure
from widya.privacy.tasks import prepare_copy


@transaction.atomic
def request_copy(user: User, *, site: Site, language: str, now: datetime) -> DataCopy:
    """Have a copy made of all that is kept about the person, in place of an earlier one.

    While one is being made, asking again changes nothing.
    """
    locked = DataCopy.objects.select_for_update(of=("self",))
    copy, is_new = locked.get_or_create(
        user=user, defaults={"site": site, "language": language, "asked_at": now}
    )
    if not is_new:
        if copy.state == DataCopy.State.WAITING:
            return copy
        copy = _renewed(copy, site=site, language=language, asked_at=now)
    transaction.on_commit(partial(prepare_copy.enqueue, copy.pk))
    return copy


@transaction.atomic
def erase_account(user: User, *, now: datetime) -> User:
    """Erase what no law keeps about the person, for good; the rest stays under a pseudonym.

    The account cannot be signed in to any more. A second call changes nothing.

    Returns:
        the account as it is now.

    Raises:
        StaffAccount: the person has a role.
        AttemptOpen: the person is sitting a test or an exam.
    """
    # An attempt starts under its enrolment's lock: none can begin between the look and the end.
    own = Enrolment.objects.filter(Q(user=user) | Q(user__merged_into=user))
    list(own.select_for_update(of=("self",)).order_by("pk"))
    user = User.objects.select_for_update().get(pk=user.pk)
    if Erasure.objects.filter(user=user).exists():
        return user
    if obstacle := obstacle_to_erasure(user):
        raise obstacle
    for account in (*user.merged_accounts.all(), user):
        for erase in ERASERS:
            erase(account, now)
    Erasure.objects.create(user=user, erased_at=now)
    log(instance=user, action="privacy.erase", user=user)
    return user


@transaction.atomic
def merge_records(source: User, target: User) -> None:
    """Move the log of access to ``target``; a copy of what ``source`` held is worth nothing now.

    Raises:
        DataErased: one of the two was erased.
    """
    if Erasure.objects.filter(user__in=[source, target]).exists():
        raise DataErased
    AccessEntry.objects.filter(subject=source).update(subject=target)
    for copy in DataCopy.objects.filter(user=source):
        remove_file(copy)
        copy.delete()


def note_access(
    subject: User, *, actor: User, kind: AccessEntry.Kind, fields: Sequence[str], now: datetime
) -> None:
    """Log that ``actor`` had to do with the data of somebody else."""
    if actor.pk == subject.pk:
        return
    AccessEntry.objects.create(
        subject=subject, actor=actor, kind=kind, fields=list(fields), happened_at=now
    )


def note_changes(changes: Sequence[tuple[User, list[str]]], *, actor: User, now: datetime) -> None:
    """Log that ``actor`` changed these fields of each of these people at once."""
    AccessEntry.objects.bulk_create(
        AccessEntry(
            subject=subject,
            actor=actor,
            kind=AccessEntry.Kind.CHANGED,
            fields=fields,
            happened_at=now,
        )
        for subject, fields in changes
        if subject.pk != actor.pk
    )


def _renewed(copy: DataCopy, *, site: Site, language: str, asked_at: datetime) -> DataCopy:
    remove_file(copy)
    copy.uuid, copy.state = uuid4(), DataCopy.State.WAITING
    copy.site, copy.language, copy.asked_at = site, language, asked_at
    copy.ready_at = copy.expires_at = None
    copy.save()
    return copy
