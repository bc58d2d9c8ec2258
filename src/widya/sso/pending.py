"""Who has come from the provider and is not signed in yet: kept in the session for ten minutes."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.http import HttpRequest

from widya.accounts.models import User
from widya.sso.identity import Identity

KEY = "sso_pending"
SECONDS = 600


@dataclass(frozen=True, slots=True)
class Pending:
    """An identity that no account has yet.

    Attributes:
        user: the account that it may be linked to; None for somebody unknown.
        next_url: the page that was asked for before.
    """

    identity: Identity
    user: User | None
    next_url: str | None


def keep(request: HttpRequest, pending: Pending, *, now: datetime) -> None:
    """Remember it in place of an earlier one."""
    request.session[KEY] = {
        "identity": asdict(pending.identity),
        "user": pending.user.pk if pending.user else None,
        "next": pending.next_url,
        "at": now.timestamp(),
    }


def resume(request: HttpRequest, *, now: datetime) -> Pending | None:
    """Return what is remembered, unless it is too old or the account is gone or shut."""
    kept = request.session.get(KEY)
    if not kept or now.timestamp() - kept["at"] > SECONDS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if kept["user"] and not user:
        return None
    return Pending(Identity(**kept["identity"]), user, kept["next"])


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
