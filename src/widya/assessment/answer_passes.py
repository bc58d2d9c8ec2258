"""Passes of exam pages: a signature that lets one session answer one attempt (ADR 9)."""

from django.utils.crypto import constant_time_compare, salted_hmac

from widya.assessment.desks import Desk

HEADER = "X-Answer-Pass"
_SALT = "assessment.answer-pass"


def make_pass(desk: Desk, *, session_key: str) -> str:
    """Return the pass that lets the session answer at the desk."""
    subject = f"{session_key}:{desk.attempt_uuid}:{desk.user_id}:{desk.account_mark}"
    return salted_hmac(_SALT, subject, algorithm="sha256").hexdigest()


def is_valid(ticket: str, desk: Desk, *, session_key: str) -> bool:
    """Return whether the pass was made for this session at this desk."""
    return constant_time_compare(ticket, make_pass(desk, session_key=session_key))
