"""How the dashboard greets."""

from django.utils.translation import gettext as _


def greeting_at(hour: int) -> str:
    """Return the Indonesian greeting of an hour of the day from 0 to 23."""
    if 4 <= hour <= 10:
        return _("Selamat pagi")
    if 11 <= hour <= 14:
        return _("Selamat siang")
    if 15 <= hour <= 18:
        return _("Selamat sore")
    return _("Selamat malam")
