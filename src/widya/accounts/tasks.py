"""What the worker clears away."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

from widya.core.periodic import every


@every(seconds=3600)
def remove_old_sessions() -> None:
    """Delete sessions that have ended, and take their devices off people's lists."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    living = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=living).delete()
