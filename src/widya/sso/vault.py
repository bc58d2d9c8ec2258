"""Keeps the secrets of clients: encrypted at rest by a key that the database does not hold."""

import logging

from widya.core.vault import Vault

logger = logging.getLogger(__name__)

_vault = Vault("widya.sso.vault")
lock = _vault.lock


def unlock(stored: str) -> str:
    """Return what ``lock`` was given; empty when there is none, or the key is another one now."""
    if not stored:
        return ""
    secret = _vault.unlock(stored)
    if secret is None:
        logger.warning("A client's secret was encrypted with another SECRET_KEY: write it anew.")
    return secret or ""
