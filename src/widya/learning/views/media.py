"""Videos and captions of lessons, for the learners of the courses that use them and for staff.

A stream is entered by its video's address, which asks the database for the right to it and leads to
addresses that carry a pass. Its files are then sent for the pass alone (ADR 0006).
"""

from pathlib import PurePosixPath
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from widya.content import queries
from widya.content.models import Video
from widya.core.files import send_file
from widya.learning.queries import may_have_media
from widya.learning.stream_passes import is_valid, make_pass

STREAM_TYPES = {".m3u8": "application/vnd.apple.mpegurl", ".mp4": "video/mp4"}


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


@require_safe
@login_required
def stream(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Lead to a video's adaptive stream."""
    found = _permitted(request, uuid)
    if not found.has_stream:
        raise Http404
    folder = found.stream.folder
    ticket = make_pass(folder, session_key=request.session.session_key)
    response = redirect("learning:stream_file", folder, ticket, queries.MASTER_PLAYLIST)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def stream_file(request: HttpRequest, folder: str, ticket: str, name: str) -> HttpResponseBase:
    """Send a playlist or a segment of a stream for a valid pass, without the database."""
    if not is_valid(ticket, folder, session_key=request.session.session_key):
        raise PermissionDenied
    file = queries.stream_file(folder, name)
    return _send(request, file, STREAM_TYPES[PurePosixPath(name).suffix])


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
