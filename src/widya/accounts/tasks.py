"""What the worker clears away."""

from widya.accounts.sessions import SessionStore
from widya.core.periodic import every


@every(seconds=3600)
def remove_old_sessions() -> None:
    """Delete sessions whose time is over."""
    SessionStore.clear_expired()
