"""Which addresses of identity providers may be called."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def is_allowed(address: str) -> bool:
    """Tell whether it is HTTPS; HTTP to this machine will do where people develop and test."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(host)
    is_local = host == "127.0.0.1" or f".{host}".endswith(".localhost")
    return parts.scheme == "http" and is_local and (settings.SSO_LOCAL_HTTP or settings.DEBUG)


def validate_issuer(address: str) -> None:
    """Raise ``ValidationError`` for what cannot be an issuer."""
    if not is_allowed(address) or {"?", "#", "@"} & set(address):
        raise ValidationError(_("Tulis alamat yang diawali https://."))
