"""Two accounts of one person become one.

The apps above lock and move what is theirs when they hear ``accounts_merging``; enrolments come
before accounts in the order of locks, so this app's own rows are locked after them.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Site

from widya.accounts import mails
from widya.accounts.actions.sessions import end_sessions
from widya.accounts.errors import MergeRefused
from widya.accounts.identifiers import normalise_identifier
from widya.accounts.models import Acceptance, FormerIdentifier, User
from widya.accounts.signals import accounts_merging, personal_data_changed

Kind = FormerIdentifier.Kind
# What the account that stays takes over where it has nothing itself.
FILLED = ("nip", "email", "phone", "unit", "workplace", "position", "rank", "photo", "language")


@transaction.atomic
def merge_accounts(
    source: User, target: User, *, site: Site, reason: str, by: User, now: datetime
) -> None:
    """Move everything of ``source`` to ``target``, and shut ``source`` with a pointer to it.

    What both have of the same thing, such as an enrolment on one run, is kept once by ``target``;
    the other stays with ``source``. The person goes on signing in by either name, and is told so at
    both addresses in the site's look.

    Raises:
        MergeRefused: the same account, one of the staff, one that waits for activation or was
            merged before; or an app above has a reason.
    """
    accounts_merging.send(User, source=source, target=target, by=by, now=now)
    source, target = _lock(source, target)
    if source == target or not (_is_fit(source) and _is_fit(target)):
        raise MergeRefused
    named, addresses = _names_of(source), {source.email, target.email} - {""}
    _end_ways_in(source)
    _take_over(source, target)
    _keep_names(target, named, by=by, now=now)
    _move_rows(source, target)
    mails.send_merger_notice(target, addresses, site=site, now=now)
    _note(source, target, reason=reason, by=by, now=now)


def _lock(*users: User) -> list[User]:
    locked = User.objects.select_for_update().filter(pk__in=[user.pk for user in users])
    found = {user.pk: user for user in locked.order_by("pk")}
    return [found[user.pk] for user in users]


def _is_fit(user: User) -> bool:
    is_staff = user.is_superuser or user.groups.exists()
    return not (is_staff or user.awaits_activation or user.merged_into_id)


def _names_of(user: User) -> dict[str, str]:
    """Return the kinds of what the account is named by, by what it is; a NIP that is both once."""
    names = {Kind.USERNAME: user.username, Kind.NIP: user.nip}
    return {normalise_identifier(name): kind for kind, name in names.items() if name}


def _end_ways_in(user: User) -> None:
    end_sessions(user)
    Authenticator.objects.filter(user=user).delete()


def _take_over(source: User, target: User) -> None:
    """Give ``target`` what it lacks; leave ``source`` shut, without ways to reach its owner."""
    for name in FILLED:
        if not getattr(target, name):
            setattr(target, name, getattr(source, name))
        elif name == "photo" and source.photo:
            transaction.on_commit(partial(source.photo.storage.delete, source.photo.name))
        setattr(source, name, None if name in {"nip", "unit"} else "")
    source.username = f"digabung-{source.pk}"
    source.set_unusable_password()
    source.is_active, source.merged_into = False, target
    source.save()  # before the other, which may take its NIP
    target.save(update_fields=FILLED)


def _keep_names(target: User, names: dict[str, str], *, by: User, now: datetime) -> None:
    current = _names_of(target)
    FormerIdentifier.objects.bulk_create(
        FormerIdentifier(
            user=target, kind=kind, value=value, changed_at=now, changed_by=by, signs_in=True
        )
        for value, kind in names.items()
        if value not in current
    )


def _move_rows(source: User, target: User) -> None:
    FormerIdentifier.objects.filter(user=source).update(user=target)
    Acceptance.objects.filter(user=source).update(user=target)
    User.objects.filter(merged_into=source).update(merged_into=target)
    known = EmailAddress.objects.filter(user=target).values_list("email", flat=True)
    addresses = EmailAddress.objects.filter(user=source)
    addresses.filter(email__in=_either_case(known)).delete()
    addresses.update(user=target, primary=False)


def _either_case(addresses: Iterable[str]) -> set[str]:
    return {form for address in addresses for form in (address, address.lower())}


def _note(source: User, target: User, *, reason: str, by: User, now: datetime) -> None:
    log(instance=target, action="accounts.merge", user=by, data={"reason": reason})
    log(instance=source, action="accounts.merge", user=by, data={"reason": reason})
    for subject in (source, target):
        personal_data_changed.send(User, actor=by, subject=subject, fields=["merged_into"], now=now)
