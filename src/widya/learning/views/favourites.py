"""The heart of a course."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from widya.learning.actions import add_favourite, remove_favourite
from widya.learning.queries import course_url, favourite_context
from widya.learning.views.access import course_at, explains_refusals


@require_POST
def favourite(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Keep the course."""
    return _change(request, slug, is_kept=True)


@require_POST
def unfavourite(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Keep the course no longer."""
    return _change(request, slug, is_kept=False)


@explains_refusals
def _change(request: HttpRequest, slug: str, *, is_kept: bool) -> HttpResponseBase:
    course = course_at(request, slug)
    page_url = course_url(request, course)
    if not request.user.is_authenticated:
        return redirect_to_login(page_url)
    if is_kept:
        add_favourite(request.user, course, now=timezone.now())
    else:
        remove_favourite(request.user, course)
    if request.headers.get("HX-Request"):
        context = favourite_context(request.user, course)
        return render(request, "learning/_favourite.html", context)
    return redirect(_place_of(request) or page_url)


def _place_of(request: HttpRequest) -> str:
    """Return where the button was pressed, if it was on this site."""
    place = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(place, {request.get_host()})
    return place if is_ours else ""
