"""What makes a page another one than that which was kept for visitors."""

from django.conf import settings

DIFFERENCES = [
    {"path": "/lain/"},
    {"path": "/?q=1"},
    {"host": "lain.localhost"},
    {"accept-encoding": "gzip"},
    {"method": "post"},
    {"cookies": {settings.SESSION_COOKIE_NAME: "x"}},
    {"cookies": {"messages": "x"}},
    {"cookies": {settings.LANGUAGE_COOKIE_NAME: "en"}},
]
