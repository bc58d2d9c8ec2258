"""Work that the worker does after certificates were issued."""

import logging

from django.utils import timezone
from django_tasks import task

from widya.certificates.actions import render_certificate
from widya.certificates.mails import tell_holder
from widya.certificates.models import Certificate

logger = logging.getLogger(__name__)


@task()
def make_files(certificate_ids: list[int] | int) -> None:
    """Make the certificates' files, then tell their holders; harmless to repeat.

    One that cannot be made costs no other its files. What an earlier version left in the queue
    names a single certificate.
    """
    ids = [certificate_ids] if isinstance(certificate_ids, int) else certificate_ids
    for certificate in Certificate.objects.filter(pk__in=ids).select_related("user", "site"):
        try:
            render_certificate(certificate)
            tell_holder(certificate, now=timezone.now())
        except Exception:
            logger.exception("Certificate %s was not made ready for its holder", certificate.number)
