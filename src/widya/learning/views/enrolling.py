"""The button “Daftar”."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from widya.catalog.models import CoursePage
from widya.learning.actions import enrol as enrol_on_course
from widya.learning.queries import course_url, enrolment_for
from widya.learning.views.access import SignedInRequest, course_at, explains_refusals


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@explains_refusals
def enrol(request: SignedInRequest, slug: str) -> HttpResponseBase:
    """Enrol by POST. By GET, where sign-in leads back to, ask for that one click."""
    course = course_at(request, slug)
    if request.method == "POST":
        enrol_on_course(request.user, course, now=timezone.now())
        messages.success(
            request, _("Anda terdaftar di “%(title)s”. Selamat belajar!") % {"title": course.title}
        )
    elif enrolment_for(request.user, course.pk) is None:
        return _confirmation(request, course)
    return redirect("learning:course", slug)


def _confirmation(request: HttpRequest, course: CoursePage) -> HttpResponse:
    context = {"course": course, "course_url": course_url(request, course)}
    return render(request, "learning/enrol.html", context)
