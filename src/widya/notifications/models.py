"""Outgoing mail, and what people want to be told by it.

Mail is a queue with a record of what became of each, never an archive. What a mail said is
forgotten once it was sent: it may hold a link or a code that opens an account.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from widya.core.records import Record


class Topic(models.TextChoices):
    """What people may be told by mail and may refuse; mails that an account needs have none."""

    CERTIFICATE = "certificate", _("Sertifikat terbit")
    CLOSING = "closing", _("Tes atau ujian segera ditutup")
    DUTY = "duty", _("JP tahun ini belum cukup")


class Mail(Record, models.Model):
    """One mail to its recipients."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        SENT = "sent", _("Terkirim")
        FAILED = "failed", _("Gagal")
        EXPIRED = "expired", _("Kedaluwarsa")

    site = models.ForeignKey(
        "wagtailcore.Site",
        verbose_name=_("situs"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sender = models.CharField(_("pengirim"), max_length=320)
    recipients = models.JSONField(_("penerima"))
    topic = models.CharField(_("jenis pemberitahuan"), max_length=20, choices=Topic, blank=True)
    subject = models.CharField(_("perihal"), max_length=998)
    text = models.TextField(_("isi"), blank=True)
    html = models.TextField(_("isi HTML"), blank=True)
    unsubscribe_url = models.TextField(_("alamat berhenti"), blank=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    last_error = models.TextField(_("kesalahan terakhir"), blank=True)
    created_at = models.DateTimeField(_("dibuat"))
    next_attempt_at = models.DateTimeField(_("percobaan berikutnya"))
    expires_at = models.DateTimeField(_("berlaku sampai"), null=True)
    sent_at = models.DateTimeField(_("dikirim"), null=True)

    class Meta:
        verbose_name = _("mail keluar")
        verbose_name_plural = _("mail keluar")
        permissions = (("resend_mail", _("Boleh mengirim mail lagi")),)
        indexes = (
            models.Index(
                fields=["state", "topic", "next_attempt_at"], name="notifications_mail_due"
            ),
            models.Index(fields=["created_at"], name="notifications_mail_created"),
            models.Index(fields=["expires_at"], name="notifications_mail_expires"),
        )

    def __str__(self) -> str:
        return self.subject

    def recipients_in_words(self) -> str:
        """Return the addresses as one text."""
        return ", ".join(self.recipients)


class Refusal(Record, models.Model):
    """That a person does not want to be told of a topic."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=20, choices=Topic)

    class Meta:
        verbose_name = _("pemberitahuan yang dimatikan")
        verbose_name_plural = _("pemberitahuan yang dimatikan")
        constraints = (
            models.UniqueConstraint(fields=["user", "topic"], name="notifications_refusal_once"),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.topic}"


class Notice(Record, models.Model):
    """That a person was told of something, so that nobody is told twice.

    Attributes:
        about: what it was about, in the words of who tells: ``assessment 12, 2026-12-01``.
        batch: what whoever wrote the row knows it by; of two at once only one finds it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=20, choices=Topic)
    about = models.CharField(max_length=100)
    told_at = models.DateTimeField()
    batch = models.UUIDField(db_index=True)

    class Meta:
        verbose_name = _("pemberitahuan")
        verbose_name_plural = _("pemberitahuan")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "topic", "about"], name="notifications_notice_once"
            ),
        )
        indexes = (models.Index(fields=["told_at"], name="notifications_notice_told"),)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.topic}, {self.about}"
