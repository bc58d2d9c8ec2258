"""What may not be done with imports.

WidyaError
├── AlreadyRunning
├── NotAllowed
├── NotReady
└── UnreadableFile
"""

from django.utils.translation import gettext_lazy as _

from widya.core.errors import WidyaError


class AlreadyRunning(WidyaError):
    """Another import of the same kind runs for the site."""

    message = _("Impor lain untuk data ini sedang berjalan. Tunggu sampai selesai.")
    status = 409


class NotAllowed(WidyaError):
    """The person may not, or may no longer, import this kind on the site."""

    message = _("Akun yang mengunggah atau menjalankan impor ini tidak berhak mengimpor data ini.")
    status = 403


class NotReady(WidyaError):
    """The import has not been checked, is over, or has no row that could be imported."""

    message = _("Impor ini tidak dapat dijalankan.")
    status = 409


class UnreadableFile(WidyaError):
    """The file is no spreadsheet, or not one of this kind; the message says what is wrong."""
