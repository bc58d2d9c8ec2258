"""What may go wrong with certificates.

WidyaError
└── CertificateError
    ├── NotPassed        issue: the learner has not passed the course
    ├── NotOffered       issue: the course gives no certificate
    ├── AlreadyRevoked   revoke: it was revoked before
    └── ReasonMissing    revoke: without saying why
"""

from django.utils.translation import gettext_lazy as _

from widya.core.errors import WidyaError


class CertificateError(WidyaError):
    """The root of this app's errors."""


class NotPassed(CertificateError):
    message = _("Sertifikat terbit setelah peserta lulus.")
    status = 409


class NotOffered(CertificateError):
    message = _("Pelatihan ini tidak menerbitkan sertifikat.")
    status = 409


class AlreadyRevoked(CertificateError):
    message = _("Sertifikat ini sudah dicabut.")
    status = 409


class ReasonMissing(CertificateError):
    message = _("Tuliskan alasan pencabutan.")
    status = 400
