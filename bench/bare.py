"""The yardstick: a Django application of one view, no middleware, no database.

A second view hashes a password: what that costs in a server, where its memory is new each time.
"""

import django
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path


def ok(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer ``ok``."""
    return HttpResponse("ok")


def hashed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer ``ok`` after hashing a password as a sign-in does."""
    make_password("Belajar-2026")
    return HttpResponse("ok")


urlpatterns = [path("", ok), path("hash/", hashed)]
settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="measures nothing secret",
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=[],
    PASSWORD_HASHERS=["widya.accounts.hashers.Argon2idHasher"],
)
django.setup(set_prefix=False)
application = WSGIHandler()
