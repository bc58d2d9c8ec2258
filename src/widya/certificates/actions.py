"""What is done with certificates."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from wagtail.log_actions import log
from wagtail.models import Site

from widya.accounts.models import User
from widya.certificates.errors import AlreadyRevoked, NotOffered, NotPassed, ReasonMissing
from widya.certificates.models import Certificate, NumberSeries
from widya.certificates.printing import passed_on, printed_facts
from widya.certificates.rendering import render_pdf, render_picture
from widya.learning.models import Enrolment
from widya.organisation.queries import settings_for


@transaction.atomic
def issue_certificate(enrolment: Enrolment, *, now: datetime) -> Certificate:
    """Issue the certificate of a passed enrolment; the one there is when it was issued before.

    The running number is taken under a lock that this transaction keeps to its end: one that is
    rolled back gives its number back, so a site's numbers of a year have no gap and no double.

    Raises:
        NotPassed: the learner has not passed.
        NotOffered: the course gives no certificate.
    """
    enrolment = _locked(enrolment)
    if issued := Certificate.objects.filter(enrolment=enrolment).first():
        return issued
    if enrolment.state != Enrolment.State.PASSED:
        raise NotPassed
    if not enrolment.run.course.has_certificate:
        raise NotOffered
    certificate = Certificate(
        enrolment=enrolment,
        user=enrolment.user,
        site=enrolment.run.course.get_site(),
        issued_at=now,
    )
    settings = settings_for(certificate.site)
    facts = printed_facts(certificate, settings)  # before the number: others wait for its lock
    _number(certificate, settings.certificate_number_pattern)
    certificate.printed = {**facts, "number": certificate.number}
    certificate.save()
    return certificate


def render_certificate(certificate: Certificate) -> Certificate:
    """Make the certificate's PDF and picture unless they are there; return it with them.

    Two at once may both render, to the same bytes; only the first one keeps its files. A file
    that an interrupted run left behind is replaced.
    """
    if certificate.file:
        return certificate
    pdf, picture = render_pdf(certificate.printed), render_picture(certificate.printed)
    with transaction.atomic():
        certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if not certificate.file:
            _keep(certificate.file, f"{certificate.uuid}.pdf", pdf)
            _keep(certificate.picture, f"{certificate.uuid}.svg", picture)
            certificate.save(update_fields=["file", "picture"])
    return certificate


@transaction.atomic
def revoke_certificate(
    certificate: Certificate, *, by: User, reason: str, now: datetime
) -> Certificate:
    """Declare the certificate void for good, with the reason; its number stays used.

    Raises:
        ReasonMissing: ``reason`` is blank.
        AlreadyRevoked: it was revoked before.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.is_revoked:
        raise AlreadyRevoked
    certificate.revoked_at, certificate.revoked_by = now, by
    certificate.revocation_reason = reason
    certificate.save(update_fields=["revoked_at", "revoked_by", "revocation_reason"])
    log(certificate, "certificates.revoke", user=by, data={"reason": reason})
    return certificate


def _locked(enrolment: Enrolment) -> Enrolment:
    rows = Enrolment.objects.select_for_update(of=("self",))
    return rows.select_related("user", "run__course").get(pk=enrolment.pk)


def _number(certificate: Certificate, pattern: str) -> None:
    year = passed_on(certificate.enrolment).year
    certificate.year = year
    certificate.running_number = _next_number(certificate.site, year)
    certificate.number = pattern.format(year=year, number=certificate.running_number)


def _next_number(site: Site, year: int) -> int:
    locked = NumberSeries.objects.select_for_update()
    series, _ = locked.get_or_create(site=site, year=year)
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return series.last_number


def _keep(file: FieldFile, name: str, content: bytes) -> None:
    file.storage.delete(file.field.generate_filename(file.instance, name))
    file.save(name, ContentFile(content), save=False)


@transaction.atomic
def follow_enrolments(*users: User) -> None:
    """Make the certificates theirs whose enrolments they have; what is printed stays as it is."""
    for user in users:
        strays = Certificate.objects.filter(enrolment__user=user).exclude(user=user)
        Certificate.objects.filter(pk__in=strays.values("pk")).update(user=user)
