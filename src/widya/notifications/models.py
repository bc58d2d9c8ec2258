"""Outgoing mail. It is a queue with a record of what became of each mail, never an archive.

What a mail said is forgotten once it was sent: it may hold a link or a code that opens an account.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from widya.core.records import Record


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
    subject = models.CharField(_("perihal"), max_length=998)
    text = models.TextField(_("isi"), blank=True)
    html = models.TextField(_("isi HTML"), blank=True)
    state = models.CharField(
        _("keadaan"), max_length=10, choices=State, default=State.WAITING, db_index=True
    )
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

    def __str__(self) -> str:
        return self.subject

    def recipients_in_words(self) -> str:
        """Return the addresses as one text."""
        return ", ".join(self.recipients)
