"""What may not be done to mails.

WidyaError
└── NothingToSend
"""

from django.utils.translation import gettext_lazy as _

from widya.core.errors import WidyaError


class NothingToSend(WidyaError):
    """A mail that was sent or has expired was to be sent again: what it said is gone."""

    message = _("Mail ini sudah terkirim atau kedaluwarsa, jadi tidak dapat dikirim lagi.")
    status = 409
