"""Work that the worker does after a certificate was issued."""

from django_tasks import task

from widya.certificates.actions import render_certificate
from widya.certificates.models import Certificate


@task()
def make_files(certificate_id: int) -> None:
    """Make the certificate's files, so that they wait for its holder; harmless to repeat."""
    render_certificate(Certificate.objects.get(pk=certificate_id))
