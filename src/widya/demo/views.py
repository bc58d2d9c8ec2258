"""The mails of the demonstration, for whoever tries it out."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from widya.demo.mailbox import DemoMail, find_mail, newest_mails

# A mail has its styles inline, and its links lead out of the frame that shows it.
MAIL_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'"
)


@require_safe
@never_cache
def mails(request: HttpRequest) -> HttpResponse:
    """List the mails, the newest first."""
    return render(request, "demo/mails.html", {"mails": newest_mails(settings.EMAIL_FILE_PATH)})


@require_safe
@never_cache
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail as text, and as its HTML in a frame."""
    return render(request, "demo/mail.html", {"mail": _mail(name)})


@require_safe
@never_cache
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """Send the HTML of one mail."""
    response = HttpResponse(_mail(name).html)
    response.headers["Content-Security-Policy"] = MAIL_POLICY
    return response


def _mail(name: str) -> DemoMail:
    found = find_mail(settings.EMAIL_FILE_PATH, name)
    if found is None:
        raise Http404
    return found
