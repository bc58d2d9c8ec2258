"""What may not be done to accounts.

WidyaError
└── IdentifierTaken
"""

from django.utils.translation import gettext_lazy as _

from widya.core.errors import WidyaError


class IdentifierTaken(WidyaError):
    """Another account has this user name or NIP, as either of the two."""

    message = _("Username atau NIP ini sudah dipakai akun lain.")
    status = 409
