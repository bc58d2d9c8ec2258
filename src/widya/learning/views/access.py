"""Who may enter: what views of this app share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from widya.accounts.models import User
from widya.catalog.models import CoursePage
from widya.catalog.queries import course_by_slug
from widya.learning.errors import LearningError, NotPublished
from widya.learning.queries import course_url, enrolment_at
from widya.organisation.queries import branding_for


class SignedInRequest(HttpRequest):
    """A request that passed ``login_required``, for the type checker."""

    user: User


View = Callable[..., HttpResponseBase]


def explains_refusals(view: View) -> View:
    """Answer what may not be done with a page that says why, under the status that fits."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except LearningError as error:
            return render(request, "learning/refused.html", {"error": error}, status=error.status)

    return wrapped


def for_learner(view: View) -> View:
    """Call the view with the person's enrolment in the place of the course's slug.

    Who is signed out is led through sign-in, who is not enrolled to the course's page.
    """

    @login_required
    @explains_refusals
    @wraps(view)
    def wrapped(request: SignedInRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        root_path = branding_for(request).root_path
        enrolment = enrolment_at(request.user, slug, root_path=root_path)
        if enrolment is None:
            return _to_course_page(request, course_at(request, slug))
        return view(request, enrolment, *args, **kwargs)

    return wrapped


def course_at(request: HttpRequest, slug: str) -> CoursePage:
    """Return the public course of the request's site.

    Raises:
        NotPublished: there is none.
    """
    course = course_by_slug(branding_for(request).root_path, slug)
    if course is None or not course.live:
        raise NotPublished
    return course


def _to_course_page(request: HttpRequest, course: CoursePage) -> HttpResponse:
    messages.info(request, _("Daftar dulu untuk membuka materi pelatihan ini."))
    return redirect(course_url(request, course))
