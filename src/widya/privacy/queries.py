"""What is asked about people's own data; all through the person."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from widya.accounts.models import User
from widya.assessment.models import Attempt
from widya.privacy.errors import AttemptOpen, ErasureRefused, StaffAccount
from widya.privacy.models import AccessEntry, DataCopy


def copy_for(user: User, *, now: datetime) -> DataCopy | None:
    """Return the person's copy, unless it has expired."""
    current = DataCopy.objects.filter(Q(expires_at=None) | Q(expires_at__gt=now), user=user)
    return current.select_related("site").first()


def ready_copy_for(user: User, uuid: UUID, *, now: datetime) -> DataCopy | None:
    """Return the person's own copy with that id when it can be had."""
    return DataCopy.objects.filter(
        user=user, uuid=uuid, state=DataCopy.State.READY, expires_at__gt=now
    ).first()


def access_entries_for(user: User) -> QuerySet[AccessEntry]:
    """Return who of the staff looked at the person's data or changed them, the latest first."""
    entries = AccessEntry.objects.filter(subject=user).select_related("actor")
    return entries.order_by("-happened_at", "-pk")


def obstacle_to_erasure(user: User) -> ErasureRefused | None:
    """Return why the person's data cannot be erased now; None when they can."""
    if user.is_superuser or user.groups.exists():
        return StaffAccount()
    if Attempt.objects.filter(user=user, state=Attempt.State.OPEN).exists():
        return AttemptOpen()
    return None
