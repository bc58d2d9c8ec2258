"""What the site serves beside its pages: for search engines, and the videos of tutorials."""

from uuid import UUID

from django.contrib.sitemaps.views import sitemap
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.views import serve

from widya.catalog.queries import is_for_everybody
from widya.content.models import Video
from widya.core.files import send_file
from widya.organisation.queries import branding_for
from widya.website.queries import home_at, published_tutorials
from widya.website.sitemaps import PublicPages


def home(request: HttpRequest) -> HttpResponse:
    """Show the site's home page, found without the way through the tree.

    Wagtail goes that way where there is no such page, or not everybody may see it.
    """
    page = home_at(branding_for(request).root_path)
    response: HttpResponse = (
        page.serve(request) if page and is_for_everybody(page) else serve(request, "")
    )
    return response


@require_safe
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    return sitemap(request, {"pages": PublicPages(request)})


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    sitemap_url = request.build_absolute_uri("/sitemap.xml")
    context = {"sitemap_url": sitemap_url}
    return render(request, "website/robots.txt", context, content_type="text/plain")


@require_safe
def tutorial_video(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Send the video of a published tutorial to everyone, whole or a byte range."""
    video = _tutorial_or_404(uuid)
    return _send(request, video.file, video.content_type)


@require_safe
def tutorial_captions(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Send the captions of a published tutorial to everyone."""
    return _send(request, _tutorial_or_404(uuid).captions, "text/vtt; charset=utf-8")


def _tutorial_or_404(uuid: UUID) -> Video:
    return get_object_or_404(Video, uuid=uuid, tutorials__in=published_tutorials())


def _send(request: HttpRequest, file: FieldFile, content_type: str) -> HttpResponseBase:
    try:
        return send_file(request, file, content_type=content_type)
    except (FileNotFoundError, ValueError) as error:  # no such file; no file at all
        raise Http404 from error
