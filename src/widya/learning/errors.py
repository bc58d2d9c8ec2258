"""What may go wrong when people learn.

WidyaError
└── LearningError
    ├── NotPublished       enrol: the course is not (or no longer) public
    ├── RunClosed          enrol: no run of the course takes enrolments now
    ├── QuotaFull          enrol: all places of the run are taken
    ├── UnknownElement     complete: the element is not part of the course
    ├── ElementLocked      complete: materials before it come first
    ├── NotFinished        review: only who finished the course may rate it
    └── ReasonMissing      hide a review: without saying why
"""

from django.utils.translation import gettext_lazy as _

from widya.core.errors import WidyaError


class LearningError(WidyaError):
    """The root of this app's errors."""


class NotPublished(LearningError):
    message = _("Pelatihan ini belum atau tidak lagi diterbitkan.")
    status = 404


class RunClosed(LearningError):
    message = _("Pendaftaran pelatihan ini sedang ditutup.")
    status = 409


class QuotaFull(LearningError):
    message = _("Kuota peserta pelatihan ini sudah penuh.")
    status = 409


class UnknownElement(LearningError):
    message = _("Materi ini bukan bagian dari pelatihan yang Anda ikuti.")
    status = 404


class ElementLocked(LearningError):
    message = _("Materi ini belum terbuka.")
    status = 403


class NotFinished(LearningError):
    message = _("Ulasan dapat ditulis setelah pelatihan selesai.")
    status = 403


class ReasonMissing(LearningError):
    message = _("Tuliskan alasan ulasan disembunyikan.")
    status = 400
