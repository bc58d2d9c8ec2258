"""The end of sessions."""

from widya.accounts.models import Session, User
from widya.accounts.sessions import SessionStore


def end_sessions(user: User, *, but: str | None = None) -> None:
    """Sign the person out on all devices, save the one with the session key ``but``."""
    sessions = Session.objects.filter(user=user).exclude(session_key=but or "")
    for key in sessions.values_list("session_key", flat=True):
        SessionStore().delete(key)
