"""What is done to accounts and to the roles of the staff."""

from widya.accounts.actions.accounts import (
    change_identifier,
    check_identifiers_are_free,
    create_account,
)
from widya.accounts.actions.own import ask_to_change_email, keep_photo, remove_photo
from widya.accounts.actions.registration import (
    Registration,
    activate_account,
    register,
    send_activation,
)
from widya.accounts.actions.roles import grant_role, set_up_roles

__all__ = [
    "Registration",
    "activate_account",
    "ask_to_change_email",
    "change_identifier",
    "check_identifiers_are_free",
    "create_account",
    "grant_role",
    "keep_photo",
    "register",
    "remove_photo",
    "send_activation",
    "set_up_roles",
]
