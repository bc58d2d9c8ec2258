"""The account pages: signing in and out, profile, settings."""

from datetime import datetime
from typing import Any, cast

from allauth.account.views import LoginView as AllauthLoginView
from allauth.account.views import PasswordChangeView
from allauth.usersessions.forms import ManageUserSessionsForm
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from widya.accounts.devices import describe_device
from widya.accounts.forms import LoginForm, ProfileForm
from widya.accounts.human_check import new_puzzle
from widya.accounts.models import User

TOO_MANY_REQUESTS = 429
LIMIT_SECONDS = 300


class LoginView(AllauthLoginView):
    """Sign-in; its form may also be sent to see another picture, or the other human check."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "show" in request.POST:
            return self.render_to_response(
                self.get_context_data(form=self._form_with_other_check())
            )
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: LoginForm) -> HttpResponse:
        response = super().form_invalid(form)
        if form.is_limited:
            response.status_code = TOO_MANY_REQUESTS
            response.headers["Retry-After"] = str(LIMIT_SECONDS)
        return response

    def _form_with_other_check(self) -> LoginForm:
        typed = self.request.POST
        return LoginForm(
            request=self.request, check=typed["show"], initial={"login": typed.get("login", "")}
        )


class SettingsView(PasswordChangeView):
    """“Pengaturan”: the password, and the devices that are signed in."""

    template_name = "accounts/settings.html"
    success_url = reverse_lazy("accounts:settings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sessions = UserSession.objects.purge_and_list(cast("User", self.request.user))
        return {
            **super().get_context_data(**kwargs),
            "section": "settings",
            "sessions": sorted(
                map(_session_row, sessions), key=_this_one_then_newest, reverse=True
            ),
        }


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign the person out everywhere but here."""
    ManageUserSessionsForm(request=request).save(request)
    messages.success(request, _("Semua perangkat lain sudah dikeluarkan."))
    return redirect("accounts:settings")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """“Profil”: see one's data and change what is one's own."""
    form = ProfileForm(request.POST or None, instance=cast("User", request.user))
    if form.is_valid():
        form.save()
        messages.success(request, _("Perubahan profil sudah disimpan."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form, "section": "profile"})


@require_safe
@never_cache
def human_check(request: HttpRequest) -> JsonResponse:
    """Send a new puzzle to the check box of the sign-in page."""
    return JsonResponse(new_puzzle())


def _session_row(session: UserSession) -> dict[str, Any]:
    return {
        "device": describe_device(session.user_agent) or _("Perangkat tidak dikenal"),
        "ip": session.ip,
        "created_at": session.created_at,
        "is_current": session.is_current(),
    }


def _this_one_then_newest(row: dict[str, Any]) -> tuple[bool, datetime]:
    return row["is_current"], row["created_at"]
