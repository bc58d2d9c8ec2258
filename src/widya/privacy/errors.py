"""Why data are not erased, and accounts not merged.

WidyaError
├── ErasureRefused
│   ├── StaffAccount
│   └── AttemptOpen
└── MergeRefused
    └── DataErased
"""

from django.utils.translation import gettext_lazy as _

from widya.accounts.errors import MergeRefused
from widya.core.errors import WidyaError


class ErasureRefused(WidyaError):
    """The data cannot be erased now."""

    status = 409


class StaffAccount(ErasureRefused):
    """The account has a role, which somebody has to take over first."""

    message = _(
        "Akun Anda memiliki peran pengelola. Minta administrator mencabut peran itu dahulu."
    )


class AttemptOpen(ErasureRefused):
    """The person is sitting a test or an exam."""

    message = _("Masih ada tes atau ujian yang sedang Anda kerjakan. Selesaikan dahulu.")


class DataErased(MergeRefused):
    """The data of one of the accounts were erased: nobody can know any more whose it was."""

    message = _("Data salah satu akun sudah dihapus, jadi tidak dapat digabung.")
