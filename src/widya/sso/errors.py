"""What may not be done to identities.

WidyaError
├── IdentityTaken
└── PasswordNeeded
"""

from django.utils.translation import gettext_lazy as _

from widya.core.errors import WidyaError


class IdentityTaken(WidyaError):
    """Another account signs in with this identity."""

    message = _("Identitas ini sudah terhubung dengan akun lain.")
    status = 409


class PasswordNeeded(WidyaError):
    """Without this identity nobody could sign in to the account."""

    message = _("Buat password dahulu, supaya Anda tetap dapat masuk tanpa identitas ini.")
    status = 409
