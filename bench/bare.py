"""The yardstick: a Django application of one view, no middleware, no database."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path


def ok(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer ``ok``."""
    return HttpResponse("ok")


urlpatterns = [path("", ok)]
settings.configure(
    ROOT_URLCONF=__name__, SECRET_KEY="measures nothing secret", ALLOWED_HOSTS=["*"], MIDDLEWARE=[]
)
django.setup(set_prefix=False)
application = WSGIHandler()
