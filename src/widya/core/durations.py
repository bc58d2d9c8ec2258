"""Spans of time in words."""

from django.utils.translation import ngettext

MINUTES_PER_HOUR = 60


def duration_in_words(minutes: int) -> str:
    """Return minutes as a person reads them: 150 → “2 Jam 30 Menit”, 60 → “1 Jam”."""
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    parts = []
    if hours:
        parts.append(ngettext("%(count)d Jam", "%(count)d Jam", hours) % {"count": hours})
    if rest or not hours:
        parts.append(ngettext("%(count)d Menit", "%(count)d Menit", rest) % {"count": rest})
    return " ".join(parts)
