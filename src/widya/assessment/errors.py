"""Why something is refused.

WidyaError
└── AssessmentError
    ├── NotEnrolled
    ├── AssessmentUnavailable
    ├── NotOpenYet
    ├── ClosedForGood
    ├── AssessmentPaused
    ├── NotPaused
    ├── RequirementsMissing
    ├── EnrolmentFinished
    │   └── AlreadyPassed
    ├── NoAttemptLeft
    ├── AttemptUnknown
    ├── AttemptClosed
    │   └── DeadlinePassed
    │       └── KeptForStaff
    ├── AttemptNotClosed
    ├── AnotherOpen
    ├── AlreadyDecided
    ├── ReasonMissing
    ├── Superseded
    ├── TooManyBrowsers
    ├── TooManySaves
    └── BadAnswer
        ├── BodyTooLarge
        ├── UnknownQuestion
        ├── UnknownChoice
        └── TooManyChoices
"""

from django.utils.translation import gettext_lazy as _

from widya.core.errors import WidyaError


class AssessmentError(WidyaError):
    """Root of the app's errors; ``code`` names the error to programs."""

    code = "refused"


class NotEnrolled(AssessmentError):
    code = "not_enrolled"
    status = 403
    message = _("Anda belum terdaftar pada pelatihan ini.")


class AssessmentUnavailable(AssessmentError):
    code = "unavailable"
    status = 409
    message = _("Ujian ini sedang tidak tersedia. Silakan hubungi penyelenggara.")


class NotOpenYet(AssessmentError):
    code = "not_open_yet"
    status = 409
    message = _("Ujian ini belum dibuka.")


class ClosedForGood(AssessmentError):
    code = "closed"
    status = 409
    message = _("Ujian ini sudah ditutup.")


class AssessmentPaused(AssessmentError):
    code = "paused"
    status = 423
    message = _("Ujian ini sedang dijeda oleh penyelenggara.")


class NotPaused(AssessmentError):
    code = "not_paused"
    status = 409
    message = _("Ujian ini tidak sedang dijeda.")


class RequirementsMissing(AssessmentError):
    code = "requirements_missing"
    status = 409
    message = _("Selesaikan dahulu materi yang wajib.")


class EnrolmentFinished(AssessmentError):
    code = "enrolment_finished"
    status = 409
    message = _("Pelatihan ini sudah selesai Anda ikuti.")


class AlreadyPassed(EnrolmentFinished):
    code = "already_passed"
    message = _("Anda sudah lulus ujian ini.")


class NoAttemptLeft(AssessmentError):
    code = "no_attempt_left"
    status = 409
    message = _("Tidak ada lagi kesempatan mengerjakan.")


class AttemptUnknown(AssessmentError):
    code = "attempt_unknown"
    status = 404
    message = _("Pengerjaan ini tidak ditemukan.")


class AttemptClosed(AssessmentError):
    code = "attempt_closed"
    status = 409
    message = _("Pengerjaan ini sudah selesai; jawaban tidak dapat diubah lagi.")


class DeadlinePassed(AttemptClosed):
    code = "deadline_passed"
    status = 410
    message = _("Waktu habis; jawaban ini tidak tersimpan.")


class KeptForStaff(DeadlinePassed):
    code = "kept"
    message = _("Waktu habis; jawaban ini disimpan dan penyelenggara akan memutuskannya.")


class AttemptNotClosed(AssessmentError):
    code = "attempt_not_closed"
    status = 409
    message = _("Hanya pengerjaan yang sudah selesai yang dapat dibuka kembali.")


class AnotherOpen(AssessmentError):
    code = "another_open"
    status = 409
    message = _("Peserta sedang mengerjakan kesempatan yang lain.")


class AlreadyDecided(AssessmentError):
    code = "already_decided"
    status = 409
    message = _("Hal ini sudah diputuskan.")


class ReasonMissing(AssessmentError):
    code = "reason_missing"
    message = _("Tuliskan alasannya.")


class Superseded(AssessmentError):
    code = "superseded"
    status = 412
    message = _("Soal ini sudah dijawab lebih baru di tab atau perangkat lain.")


class TooManyBrowsers(AssessmentError):
    code = "too_many_browsers"
    status = 403
    message = _("Pengerjaan ini dibuka di terlalu banyak peramban.")


class TooManySaves(AssessmentError):
    code = "too_many_saves"
    status = 429
    message = _("Terlalu banyak jawaban dalam waktu singkat. Tunggu beberapa detik.")


class BadAnswer(AssessmentError):
    code = "bad_answer"
    message = _("Jawaban ini tidak dapat dibaca.")


class BodyTooLarge(BadAnswer):
    code = "body_too_large"
    status = 413
    message = _("Jawaban ini terlalu besar.")


class UnknownQuestion(BadAnswer):
    code = "unknown_question"
    message = _("Tidak ada soal dengan nomor itu.")


class UnknownChoice(BadAnswer):
    code = "unknown_choice"
    message = _("Pilihan itu tidak ada pada soal ini.")


class TooManyChoices(BadAnswer):
    code = "too_many_choices"
    message = _("Soal ini hanya menerima satu pilihan.")
