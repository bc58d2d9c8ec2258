"""What is done with certificates."""

from collections.abc import Sequence
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
from widya.organisation.models import SiteSettings
from widya.organisation.queries import settings_for


@transaction.atomic
def issue_certificate(enrolment: Enrolment) -> Certificate:
    """Issue the certificate of a passed enrolment; the one there is when it was issued before.

    Raises:
        NotPassed: the learner has not passed.
        NotOffered: the course gives no certificate.
    """
    locked = Enrolment.objects.select_for_update(of=("self",))
    enrolment = locked.select_related("user", "run__course").get(pk=enrolment.pk)
    if enrolment.state != Enrolment.State.PASSED:
        raise NotPassed
    if not enrolment.run.course.has_certificate:
        raise NotOffered
    issued = issue_certificates([enrolment])
    return issued[0] if issued else Certificate.objects.get(enrolment=enrolment)


@transaction.atomic(savepoint=False)
def issue_certificates(enrolments: Sequence[Enrolment]) -> list[Certificate]:
    """Issue the certificates of passed enrolments that have none yet; return these.

    The enrolments are locked by the caller and have their ``user`` and ``run.course``; each course
    offers a certificate. The running numbers are taken under a lock that this transaction keeps to
    its end: one that is rolled back gives its numbers back, so a site's numbers of a year have no
    gap and no double.
    """
    issued = Certificate.objects.filter(enrolment__in=enrolments)
    without = set(issued.values_list("enrolment_id", flat=True))
    new = [each for each in enrolments if each.pk not in without]
    certificates: list[Certificate] = []
    for course in dict.fromkeys(each.run.course for each in new):
        of_course = [each for each in new if each.run.course == course]
        certificates += _certificates(of_course, course.get_site())
    return Certificate.objects.bulk_create(certificates)


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


def _certificates(enrolments: Sequence[Enrolment], site: Site) -> list[Certificate]:
    """Return the certificates of a course's enrolments, numbered, not saved."""
    settings = settings_for(site)
    certificates = [
        Certificate(
            enrolment=enrolment,
            user=enrolment.user,
            site=site,
            year=passed_on(enrolment).year,
            issued_at=enrolment.ended_at,
        )
        for enrolment in enrolments
    ]
    # Before the numbers: others wait for their lock.
    facts = [printed_facts(certificate, settings) for certificate in certificates]
    for year in sorted({certificate.year for certificate in certificates}):
        _number([each for each in certificates if each.year == year], settings)
    for certificate, known in zip(certificates, facts, strict=True):
        certificate.printed = {**known, "number": certificate.number}
    return certificates


def _number(certificates: Sequence[Certificate], settings: SiteSettings) -> None:
    """Give the certificates of a site's year the next numbers."""
    site, year = certificates[0].site, certificates[0].year
    series, _ = NumberSeries.objects.select_for_update().get_or_create(site=site, year=year)
    for certificate in certificates:
        series.last_number += 1
        certificate.running_number = series.last_number
        certificate.number = settings.certificate_number_pattern.format(
            year=year, number=series.last_number
        )
    series.save(update_fields=["last_number"])


def _keep(file: FieldFile, name: str, content: bytes) -> None:
    file.storage.delete(file.field.generate_filename(file.instance, name))
    file.save(name, ContentFile(content), save=False)


@transaction.atomic
def follow_enrolments(*users: User) -> None:
    """Make the certificates theirs whose enrolments they have; what is printed stays as it is."""
    for user in users:
        strays = Certificate.objects.filter(enrolment__user=user).exclude(user=user)
        Certificate.objects.filter(pk__in=strays.values("pk")).update(user=user)
