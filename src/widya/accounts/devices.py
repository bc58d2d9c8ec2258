"""The devices on which a person is signed in, in words that they recognise; pure, no Django."""

from dataclasses import dataclass
from datetime import datetime

DEVICE_KEY = "device"  # of a session's data
LONGEST_USER_AGENT = 200

# The first that occurs counts: Edge also says Chrome, Chrome also says Safari, Android also Linux.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Device:
    """Where and when somebody signed in; ``since`` is None where nothing of it was noted."""

    session_key: str
    user_agent: str = ""
    ip: str = ""
    since: datetime | None = None


def describe_device(user_agent: str) -> str:
    """Return "Chrome, Android" and the like; empty when nothing is recognised."""
    names = (_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent))
    return ", ".join(name for name in names if name)


def _first(marks: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for mark, name in marks if mark in user_agent), "")
