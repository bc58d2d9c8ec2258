"""All addresses of the platform. Pages of the tree come last: they match everything."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from widya.core.views import set_language, style_guide

# What most requests ask for comes first: each address is tried from the top.
urlpatterns: list[URLPattern | URLResolver] = [
    path("ujian/", include("widya.assessment.urls")),
    path("belajar/", include("widya.learning.urls")),
    path("dashboard/", include("widya.portal.urls")),
    path("akun/", include("widya.accounts.allauth_urls")),
    path("akun/", include("widya.accounts.urls")),
    path("akun/", include("widya.privacy.urls")),
    path("akun/sso/", include("widya.sso.urls")),
    path("akun/pemberitahuan/", include("widya.notifications.urls")),
    path("sertifikat/", include("widya.certificates.urls")),
    path("admin/", include("widya.accounts.staff_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("dokumen/", include(wagtaildocs_urls)),
    path("bahasa/", set_language, name="set_language"),
    path("", include("widya.organisation.urls")),
    path("", include("widya.catalog.urls")),
    path("", include("widya.website.urls")),
]

if settings.DEBUG:
    urlpatterns += [path("gaya/", style_guide)]

if settings.DEMO_MAIL:
    urlpatterns += [path("demo/mail/", include("widya.demo.urls"))]

if not settings.SENDFILE_PREFIX:  # no proxy that serves the public pictures
    urlpatterns += [path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT})]

urlpatterns += [path("", include(wagtail_urls))]
