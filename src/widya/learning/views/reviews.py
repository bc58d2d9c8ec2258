"""The form of a review."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from widya.learning.actions import write_review
from widya.learning.errors import NotFinished
from widya.learning.forms import ReviewForm
from widya.learning.models import Enrolment, Review
from widya.learning.queries import course_url
from widya.learning.views.access import for_learner


@require_http_methods(["GET", "HEAD", "POST"])
@for_learner
def review(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Write or change one's review; the course's page shows it then."""
    if enrolment.state == Enrolment.State.ACTIVE:
        raise NotFinished
    own = Review.objects.filter(enrolment=enrolment).first()
    form = ReviewForm(request.POST or None, instance=own)
    page_url = course_url(request, enrolment.run.course)
    if form.is_valid():
        written = {name: form.cleaned_data[name] for name in ("stars", "text")}
        write_review(enrolment, **written, now=timezone.now())
        messages.success(request, _("Terima kasih, ulasan Anda tersimpan."))
        return redirect(page_url)
    context = {"form": form, "course": enrolment.run.course, "course_url": page_url}
    return render(request, "learning/review.html", context, status=422 if form.errors else 200)
