"""What may not be done to sites and units.

WidyaError
├── UnitBelowItself
└── UnitInUse
"""

from django.utils.translation import gettext_lazy as _

from widya.core.errors import WidyaError


class UnitBelowItself(WidyaError):
    """A unit would stand below itself or below one of its own units."""

    message = _("Unit tidak dapat ditempatkan di bawah dirinya sendiri.")
    status = 409


class UnitInUse(WidyaError):
    """A unit with people or with units below it was to be deleted."""

    message = _("Unit masih mempunyai pegawai atau unit di bawahnya, jadi tidak dapat dihapus.")
    status = 409
