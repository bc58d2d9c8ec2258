"""What search engines ask for."""

from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from widya.website.sitemaps import PublicPages


@require_safe
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    return sitemap(request, {"pages": PublicPages(request)})


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    sitemap_url = request.build_absolute_uri("/sitemap.xml")
    context = {"sitemap_url": sitemap_url}
    return render(request, "website/robots.txt", context, content_type="text/plain")
