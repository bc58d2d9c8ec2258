"""Keeps the secrets of clients: encrypted at rest by a key that the database does not hold."""

import logging
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)


def lock(secret: str) -> str:
    """Return what may be stored."""
    return _fernet().encrypt(secret.encode()).decode()


def unlock(stored: str) -> str:
    """Return what ``lock`` was given; empty when there is none, or the key is another one now."""
    if not stored:
        return ""
    try:
        return _fernet().decrypt(stored.encode()).decode()
    except InvalidToken:
        logger.warning("A client's secret was encrypted with another SECRET_KEY: write it anew.")
        return ""


def _fernet() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(Fernet(_derived(key)) for key in keys)


def _derived(key: str | bytes) -> bytes:
    digest = salted_hmac("widya.sso.vault", "key", secret=key, algorithm="sha256").digest()
    return urlsafe_b64encode(digest)
