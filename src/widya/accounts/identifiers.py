"""What people type to say who they are: a user name or a NIP; pure, no Django."""

from widya.accounts.nip import is_nip_like, without_separators


def normalise_identifier(text: str) -> str:
    """Return the form in which identifiers are compared: a NIP's digits, else lower case."""
    digits = without_separators(text)
    return digits if is_nip_like(digits) else text.strip().lower()
