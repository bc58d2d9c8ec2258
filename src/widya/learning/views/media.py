"""Videos and captions of lessons, for the learners of the courses that use them and for staff."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from widya.content.models import Video
from widya.core.files import send_file
from widya.learning.queries import may_have_media


@require_safe
@login_required
def video(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Send a video, whole or the byte range that the player asks for."""
    found = _permitted(request, uuid)
    return _send(request, found.file, found.content_type)


@require_safe
@login_required
def captions(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Send a video's captions."""
    return _send(request, _permitted(request, uuid).captions, "text/vtt; charset=utf-8")


def _permitted(request: HttpRequest, uuid: UUID) -> Video:
    found = get_object_or_404(Video, uuid=uuid)
    if not may_have_media(request.user, found):
        raise PermissionDenied
    return found


def _send(request: HttpRequest, file: FieldFile, content_type: str) -> HttpResponseBase:
    try:
        return send_file(request, file, content_type=content_type)
    except (FileNotFoundError, ValueError) as error:  # no such file; no file at all
        raise Http404 from error
