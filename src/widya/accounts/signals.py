"""Facts that this app announces about what the staff do with people's data.

The sender is ``User``; those about one person's data carry ``actor``, ``subject`` (both ``User``)
and ``now``.
"""

from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

# What ``fields`` may name besides the fields of ``User``.
OTHER_DATA = {
    "activation_mail": _("mail aktivasi"),
    "reset_mail": _("mail reset password"),
    "second_factor": _("masuk dua langkah"),
}

# Inside the transaction that merges two accounts of one person: each app moves its own rows from
# ``source`` to ``target``, both ``User``, or raises ``MergeRefused``. Also carries ``by``, ``now``.
accounts_merging = Signal()
personal_data_viewed = Signal()
# Also carries ``fields``: the names of what changed or was sent, never what it holds.
personal_data_changed = Signal()
# Once for many people: ``changes`` pairs each, a ``User``, with the names of what changed. Also
# carries ``actor`` and ``now``.
personal_data_imported = Signal()
