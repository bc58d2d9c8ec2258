"""“Data Saya”: see who looked, have a copy, ask for erasure."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from widya.accounts.models import User
from widya.core.files import send_file
from widya.organisation.queries import site_for
from widya.privacy.actions import erase_account, request_copy
from widya.privacy.errors import ErasureRefused
from widya.privacy.forms import ErasureForm
from widya.privacy.queries import (
    access_entries_for,
    copy_for,
    obstacle_to_erasure,
    ready_copy_for,
)

ROWS_PER_PAGE = 10
TOO_MANY_REQUESTS = 429


class SignedInRequest(HttpRequest):
    """A request that ``login_required`` let through."""

    user: User


@login_required
@require_safe
@never_cache
def data(request: SignedInRequest) -> HttpResponse:
    """Show the state of the copy, the way to erasure, and who of the staff had access."""
    entries = Paginator(access_entries_for(request.user), ROWS_PER_PAGE)
    context = {
        "section": "settings",
        "copy": copy_for(request.user, now=timezone.now()),
        "page_obj": entries.get_page(request.GET.get("page")),
    }
    return render(request, "privacy/data.html", context)


@login_required
@require_POST
def new_copy(request: SignedInRequest) -> HttpResponse:
    """Ask for a copy; it is made in the background."""
    request_copy(request.user, site=site_for(request), language=get_language(), now=timezone.now())
    messages.success(request, _("Salinan data Anda sedang disiapkan."))
    return redirect("privacy:data")


@login_required
@require_safe
@never_cache
def copy_file(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give the copy to its owner, and to nobody else."""
    copy = ready_copy_for(request.user, uuid, now=timezone.now())
    if copy is None:
        raise Http404
    return send_file(
        request,
        copy.file,
        content_type="application/zip",
        filename=f"data-saya-{timezone.localdate(copy.ready_at):%Y-%m-%d}.zip",
        as_attachment=True,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@never_cache
def erase(request: SignedInRequest) -> HttpResponse:
    """Say what goes and what stays, and erase on the person's word."""
    form = ErasureForm(request.POST or None, request=request)
    if obstacle := obstacle_to_erasure(request.user):
        return _erasure_page(request, form, obstacle=obstacle)
    if not form.is_valid():
        return _erasure_page(request, form)
    try:
        erase_account(request.user, now=timezone.now())
    except ErasureRefused as error:
        return _erasure_page(request, form, obstacle=error)
    logout(request)
    return redirect("privacy:erased")


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Tell whoever has just erased their data that it is done."""
    return render(request, "privacy/erased.html")


def _erasure_page(
    request: HttpRequest, form: ErasureForm, *, obstacle: ErasureRefused | None = None
) -> HttpResponse:
    status = TOO_MANY_REQUESTS if form.is_limited else HttpResponse.status_code
    if obstacle and request.method == "POST":
        status = obstacle.status
    context = {"section": "settings", "form": form, "obstacle": obstacle}
    return render(request, "privacy/erase.html", context, status=status)
