"""Spans of time in words."""

from functools import lru_cache

from django.utils.translation import get_language, ngettext

MINUTES_PER_HOUR = 60


def duration_in_words(minutes: int) -> str:
    """Return minutes as a person reads them: 150 → “2 Jam 30 Menit”, 60 → “1 Jam”."""
    return _in_words(minutes, get_language())


@lru_cache(maxsize=1000)
def _in_words(minutes: int, language: str | None) -> str:  # noqa: ARG001 - the words are in it
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    parts = []
    if hours:
        parts.append(ngettext("%(count)d Jam", "%(count)d Jam", hours) % {"count": hours})
    if rest or not hours:
        parts.append(ngettext("%(count)d Menit", "%(count)d Menit", rest) % {"count": rest})
    return " ".join(parts)


def clock_time(seconds: int) -> str:
    """Return seconds as a player shows them: 125 → “2:05”, 3725 → “1:02:05”; empty for none."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, MINUTES_PER_HOUR)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes}:{seconds:02}" if minutes or seconds else ""
