"""Links to foreign video players that may stand in a page. Pure: no Django, no database."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

YOUTUBE = re.compile(
    r"https?://(?:www\.|m\.)?(?:youtu\.be/|youtube(?:-nocookie)?\.com/"
    r"(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/))(?P<id>[0-9A-Za-z_-]{11})(?![0-9A-Za-z_-])"
)
VIMEO = re.compile(
    r"https?://(?:www\.|player\.)?vimeo\.com/(?:video/)?(?P<id>[0-9]+)(?:(?:/|\?h=)(?P<hash>[0-9a-f]+))?"
)


@dataclass(frozen=True, slots=True)
class Embed:
    """A player of another house, in the mode in which it remembers least of its viewers.

    Attributes:
        provider: its name, for people.
        origin: where its frame comes from, for the Content-Security-Policy.
        url: the frame's address; it starts to play when loaded.
    """

    provider: str
    origin: str
    url: str


def embed_for(link: str, *, start_seconds: int = 0, page_origin: str = "") -> Embed | None:
    """Return the player for a link to YouTube or Vimeo, None for any other link.

    Args:
        link: the address that an author copied from the browser.
        start_seconds: where to go on.
        page_origin: our own origin, to which YouTube's player then sends its messages.
    """
    if match := YOUTUBE.match(link):
        return _youtube(match["id"], start_seconds, page_origin)
    if match := VIMEO.match(link):
        return _vimeo(match["id"], match["hash"], start_seconds)
    return None


def _youtube(video: str, start_seconds: int, page_origin: str) -> Embed:
    origin = "https://www.youtube-nocookie.com"
    options = {"enablejsapi": 1, "autoplay": 1, "rel": 0, "start": start_seconds}
    query = urlencode({**options, "origin": page_origin})
    return Embed("YouTube", origin, f"{origin}/embed/{video}?{query}")


def _vimeo(video: str, secret: str | None, start_seconds: int) -> Embed:
    origin = "https://player.vimeo.com"
    options: dict[str, int | str] = {"dnt": 1, "autoplay": 1}
    query = urlencode({**options, "h": secret} if secret else options)
    return Embed("Vimeo", origin, f"{origin}/video/{video}?{query}#t={start_seconds}s")
