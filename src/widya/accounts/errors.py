"""What may not be done to accounts.

WidyaError
├── IdentifierTaken
├── EmailTaken
├── AccountChanged
└── MergeRefused: apps above refuse for reasons of their own
"""

from django.utils.translation import gettext_lazy as _

from widya.core.errors import WidyaError


class IdentifierTaken(WidyaError):
    """Another account has this user name or NIP, as either of the two."""

    message = _("Username atau NIP ini sudah dipakai akun lain.")
    status = 409


class EmailTaken(WidyaError):
    """Another account that is not only waiting for its activation has this e-mail address."""

    message = _("Alamat ini sudah dipakai akun lain.")
    status = 409


class AccountChanged(WidyaError):
    """The account is no longer in the state that the act is for: somebody else was quicker."""

    message = _("Keadaan akun ini sudah berubah. Periksa dahulu, lalu coba lagi.")
    status = 409


class MergeRefused(WidyaError):
    """The two accounts cannot become one."""

    message = _(
        "Kedua akun ini tidak dapat digabung: salah satunya berperan sebagai pengelola, menunggu"
        " aktivasi, atau sudah digabung."
    )
    status = 409
