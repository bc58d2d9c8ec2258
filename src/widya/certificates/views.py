"""The public check of a certificate, and what its holder sees and gets there."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from widya.certificates.actions import render_certificate
from widya.certificates.models import Certificate
from widya.certificates.permissions import may_read
from widya.certificates.queries import certificate_by_uuid
from widya.core.files import send_file


@require_safe
@never_cache
def certificate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say whether a certificate is valid; its holder also sees it and may download it."""
    found = certificate_by_uuid(uuid)
    if found is None:
        return unknown(request, str(uuid))
    return _check_page(request, found)


@require_safe
@never_cache
def unknown(request: HttpRequest, code: str) -> HttpResponse:
    """Answer for an id under which nothing was ever issued."""
    response = render(request, "certificates/unknown.html", {"code": code}, status=404)
    return _kept_from_robots(response)


@require_safe
@login_required
def file(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Give the PDF to the holder, or to staff who may see it; a revoked one only to staff."""
    found = _readable(request, uuid)
    if found.is_revoked and found.user_id == request.user.pk:
        return _check_page(request, found, status=410)
    return send_file(
        request,
        render_certificate(found).file,
        content_type="application/pdf",
        filename=_file_name(found),
        as_attachment=True,
    )


@require_safe
@login_required
def picture(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Give the first sheet as SVG, for the page."""
    found = render_certificate(_readable(request, uuid))
    return send_file(request, found.picture, content_type="image/svg+xml")


def _readable(request: HttpRequest, uuid: UUID) -> Certificate:
    found = certificate_by_uuid(uuid)
    if found is None or not may_read(request.user, found):
        raise Http404
    return found


def _file_name(certificate: Certificate) -> str:
    course = slugify(certificate.course_title)[:80]
    return f"sertifikat-{course}-{certificate.year}-{certificate.running_number}.pdf"


def _check_page(request: HttpRequest, found: Certificate, *, status: int = 200) -> HttpResponse:
    context = {"certificate": found, "is_holder": found.user_id == request.user.pk}
    response = render(request, "certificates/certificate.html", context, status=status)
    return _kept_from_robots(response)


def _kept_from_robots(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
