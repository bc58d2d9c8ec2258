"""What is done to accounts and to the roles of the staff."""

from widya.accounts.actions.accounts import (
    change_identifier,
    check_identifiers_are_free,
    create_account,
)
from widya.accounts.actions.merging import merge_accounts
from widya.accounts.actions.own import (
    ask_to_change_email,
    choose_language,
    keep_photo,
    remove_photo,
)
from widya.accounts.actions.registration import (
    Registration,
    activate_account,
    register,
    send_activation,
)
from widya.accounts.actions.reviewing import set_review
from widya.accounts.actions.roles import grant_role, renew_roles, set_up_roles
from widya.accounts.actions.sessions import end_sessions
from widya.accounts.actions.staff import (
    deactivate_account,
    invite_to_reset,
    note_correction,
    part_with_address,
    reactivate_account,
    resend_activation,
    reset_second_factor,
)

__all__ = [
    "Registration",
    "activate_account",
    "ask_to_change_email",
    "change_identifier",
    "check_identifiers_are_free",
    "choose_language",
    "create_account",
    "deactivate_account",
    "end_sessions",
    "grant_role",
    "invite_to_reset",
    "keep_photo",
    "merge_accounts",
    "note_correction",
    "part_with_address",
    "reactivate_account",
    "register",
    "remove_photo",
    "renew_roles",
    "resend_activation",
    "reset_second_factor",
    "send_activation",
    "set_review",
    "set_up_roles",
]
