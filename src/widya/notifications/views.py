"""What people choose to be told, in “Pengaturan” and by a link in each mail of a topic."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from widya.accounts.models import User
from widya.notifications.actions import choose_topics, refuse_topic
from widya.notifications.forms import TopicsForm
from widya.notifications.news import read_token


@login_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep which boxes are ticked."""
    form = TopicsForm(request.POST, wanted=set())
    if form.is_valid():
        choose_topics(cast("User", request.user), form.chosen())
        messages.success(request, _("Pilihan pemberitahuan sudah disimpan."))
    return redirect("accounts:settings")


# A mail program posts here with one click (RFC 8058): it has no token but the signed one.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then end the mails of one topic to one person, without signing in.

    Opening the link alone ends nothing: mail scanners open links too.
    """
    if (named := read_token(token)) is None:
        raise Http404
    user_id, topic = named
    is_done = request.method == "POST"
    if is_done:
        person = get_object_or_404(User.objects.select_related("merged_into"), pk=user_id)
        refuse_topic(person.merged_into or person, topic)
    context = {"topic": topic.label, "is_done": is_done}
    return render(request, "notifications/unsubscribe.html", context)
