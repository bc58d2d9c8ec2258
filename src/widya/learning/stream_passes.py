"""Passes to the files of adaptive streams: one signature to check instead of the database.

A pass is for one stream and one session, so that an address that was handed on opens nothing.
"""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

LIFETIME = timedelta(hours=12)  # a long video with a night's pause begins anew

_signer = TimestampSigner(salt="learning.stream")


def make_pass(folder: str, *, session_key: str | None) -> str:
    """Return the pass that lets the session have the files of the stream in ``folder``."""
    signed = _signer.sign(_subject(folder, session_key))
    return signed.removeprefix(f"{_subject(folder, session_key)}:")


def is_valid(ticket: str, folder: str, *, session_key: str | None) -> bool:
    """Return whether the pass was made for this stream and session, and not too long ago."""
    try:
        _signer.unsign(f"{_subject(folder, session_key)}:{ticket}", max_age=LIFETIME)
    except BadSignature:
        return False
    return True


def _subject(folder: str, session_key: str | None) -> str:
    return f"{folder}:{session_key}"
