"""Locks texts with a key that the database does not hold: Fernet, AES-128 with a HMAC."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Vault:
    """Locks for one purpose; what another vault has locked stays shut to it."""

    purpose: str

    def lock(self, text: str) -> str:
        """Return what may be stored or handed out: letters and signs that addresses may have."""
        return self._fernet.encrypt(text.encode()).decode()

    def unlock(self, locked: str, lifetime: timedelta | None = None) -> str | None:
        """Return what was locked; None where this is not it, is too old, or had another key."""
        seconds = round(lifetime.total_seconds()) if lifetime else None
        try:
            return self._fernet.decrypt(locked.encode(), ttl=seconds).decode()
        except InvalidToken:
            return None

    @property
    def _fernet(self) -> MultiFernet:
        return _fernet(self.purpose, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=16)
def _fernet(purpose: str, keys: tuple[str | bytes, ...]) -> MultiFernet:
    return MultiFernet(Fernet(_derived(purpose, key)) for key in keys)


def _derived(purpose: str, key: str | bytes) -> bytes:
    digest = salted_hmac(purpose, "key", secret=key, algorithm="sha256").digest()
    return urlsafe_b64encode(digest)
