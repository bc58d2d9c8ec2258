"""Where a person is named outside the rows that refer to the account."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from widya.accounts.models import User
from widya.accounts.queries import addresses_of
from widya.imports.models import ImportRow

PEOPLE = "users"  # the kind of imports that hold people


def import_rows_about(user: User) -> QuerySet[ImportRow]:
    """Return the rows of imports that name the person's identifier or address."""
    identifiers = {user.username, user.nip or user.username, user.spaced_nip or user.username}
    named = [Q(cells__identifier=each) for each in identifiers]
    named += [Q(cells__email__iexact=each) for each in addresses_of(user)]
    return ImportRow.objects.filter(_any(named), source__kind=PEOPLE)


def log_entries_about(user: User) -> QuerySet[ModelLogEntry]:
    """Return what the staff's log says of the account, the latest first."""
    entries: QuerySet[ModelLogEntry] = registry.get_logs_for_instance(user)
    return entries.order_by("-timestamp", "-pk")


def _any(conditions: Iterable[Q]) -> Q:
    """Return a condition that one of them holds; without any, one that never does."""
    return reduce(or_, conditions, Q(pk__in=[]))
