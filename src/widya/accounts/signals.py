"""Facts that this app announces about what the staff do with people's data.

The sender is ``User``; each carries ``actor``, ``subject`` (both ``User``) and ``now``.
"""

from django.dispatch import Signal

personal_data_viewed = Signal()
# Also carries ``fields``: the names of the fields that changed, never what they hold.
personal_data_changed = Signal()
