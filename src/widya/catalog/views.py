"""The catalogue, and what it serves beside its pages."""

from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.views import serve

from widya.catalog.covers import cover_of
from widya.catalog.frame import frame_of
from widya.catalog.models import CATALOGUE_SLUG, CoursePage
from widya.catalog.queries import live_course
from widya.content.models import Video
from widya.core.files import send_file
from widya.organisation.queries import branding_for

FOR_EVER = "public, max-age=31536000, immutable"
BRIEFLY = "private, max-age=60"


def catalogue(request: HttpRequest) -> HttpResponse:
    """Show the site's catalogue; the way to it through the tree would cost as much again.

    Wagtail goes that way where there is no such page, or not everybody may see it.
    """
    frame = frame_of(branding_for(request).root_path)
    response: HttpResponse = (
        frame.page.serve(request, frame=frame)
        if frame.page and frame.shows(frame.page)
        else serve(request, CATALOGUE_SLUG)
    )
    return response


def course(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a course of the site's catalogue, found without the way through the tree.

    Wagtail goes that way where there is no such course, or not everybody may see it.
    """
    frame = frame_of(branding_for(request).root_path)
    page = frame.page and live_course(slug, f"{frame.page.url_path}{slug}/")
    response: HttpResponse = (
        page.serve(request)
        if page and frame.shows(page)
        else serve(request, f"{CATALOGUE_SLUG}/{slug}/")
    )
    return response


@require_safe
def cover(request: HttpRequest, course_id: int, digest: str) -> HttpResponse:
    """Draw the cover of a course; one that is not public is drawn for its editors."""
    course = get_object_or_404(CoursePage.objects.select_related("category"), pk=course_id)
    if not course.live and not course.permissions_for_user(request.user).can_edit():
        raise Http404
    drawn = cover_of(course)
    response = render(request, "catalog/cover.svg", {"cover": drawn}, content_type="image/svg+xml")
    is_exact = course.live and drawn.digest == digest
    response.headers["Cache-Control"] = FOR_EVER if is_exact else BRIEFLY
    return response


@require_safe
def preview_video(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Send the video that a live course shows to everyone, whole or a byte range."""
    video = _public_video(uuid)
    return _send(request, video.file, video.content_type)


@require_safe
def preview_captions(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Send the captions of a video that a live course shows to everyone."""
    return _send(request, _public_video(uuid).captions, "text/vtt; charset=utf-8")


def _public_video(uuid: UUID) -> Video:
    video = get_object_or_404(Video, uuid=uuid)
    if not CoursePage.objects.live().public().filter(preview_video=video).exists():
        raise Http404
    return video


def _send(request: HttpRequest, file: FieldFile, content_type: str) -> HttpResponseBase:
    try:
        return send_file(request, file, content_type=content_type)
    except (FileNotFoundError, ValueError) as error:  # no such file; no file at all
        raise Http404 from error
