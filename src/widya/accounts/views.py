"""The account pages: signing in and out, profile, settings."""

from typing import Any, cast

from allauth.account.views import LoginView as AllauthLoginView
from allauth.account.views import LogoutView as AllauthLogoutView
from allauth.account.views import PasswordChangeView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from widya.accounts.actions import ask_to_change_email, end_sessions, keep_photo, remove_photo
from widya.accounts.devices import Device, describe_device
from widya.accounts.forms import ChangeEmailForm, PhotoForm, ProfileForm
from widya.accounts.human_check import new_puzzle
from widya.accounts.models import User
from widya.accounts.pictures import LIFETIME, draw, new_picture, signs_of
from widya.accounts.protected_views import TOO_MANY_REQUESTS, ProtectedFormMixin
from widya.accounts.queries import devices_of
from widya.organisation.queries import site_for


class LoginView(ProtectedFormMixin, AllauthLoginView):
    """Sign-in; its form may also be sent to see another picture, or the other human check."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Leave out the ways in that only the template of allauth's own view shows."""
        context: dict[str, Any] = super(AllauthLoginView, self).get_context_data(**kwargs)
        return context


@method_decorator(csrf_exempt, name="dispatch")
class LogoutView(AllauthLogoutView):
    """Sign-out. Its form stands on every page of who is signed in, so it holds no token.

    A form on another site sends no session (``SESSION_COOKIE_SAMESITE``); if a browser says that it
    comes from another one all the same, the page asks first.
    """

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
            return self.get(*args, **kwargs)
        return super().post(*args, **kwargs)


class SettingsView(PasswordChangeView):
    """“Pengaturan”: the password, and the devices that are signed in."""

    template_name = "accounts/settings.html"
    success_url = reverse_lazy("accounts:settings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, current = cast("User", self.request.user), self.request.session.session_key
        devices = [_device_row(each, current) for each in devices_of(user, timezone.now())]
        return {
            **super().get_context_data(**kwargs),
            "section": "settings",
            "has_second_factor": is_mfa_enabled(user),
            "devices": sorted(devices, key=lambda row: not row["is_current"]),
        }


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign the person out everywhere but here."""
    end_sessions(cast("User", request.user), but=request.session.session_key)
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
    return _profile_page(request, form=form)


@login_required
@require_POST
def photo(request: HttpRequest) -> HttpResponse:
    """Change the photo, or with ``remove`` take it away."""
    user = cast("User", request.user)
    if "remove" in request.POST:
        remove_photo(user)
        messages.success(request, _("Foto sudah dihapus."))
        return redirect("accounts:profile")
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _profile_page(request, photo_form=form)
    keep_photo(user, form.content)
    messages.success(request, _("Foto sudah diganti."))
    return redirect("accounts:profile")


@login_required
@require_POST
@sensitive_post_parameters("email-password")
def change_email(request: HttpRequest) -> HttpResponse:
    """Ask for another e-mail address; it counts when the link that is sent there was opened."""
    form = ChangeEmailForm(request.POST, request=request)
    if not form.is_valid():
        status = TOO_MANY_REQUESTS if form.is_limited else HttpResponse.status_code
        return _profile_page(request, email_form=form, status=status)
    email = form.cleaned_data["email"]
    user, site = cast("User", request.user), site_for(request)
    ask_to_change_email(user, email, site=site, now=timezone.now())
    messages.success(
        request,
        _("Kami mengirim tautan ke %(email)s. Alamat baru berlaku setelah tautan itu dibuka.")
        % {"email": email},
    )
    return redirect("accounts:profile")


def _profile_page(request: HttpRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
    """Show the profile with its three forms; those that are not given are fresh."""
    context = {
        "form": ProfileForm(instance=cast("User", request.user)),
        "photo_form": PhotoForm(),
        "email_form": ChangeEmailForm(request=request),
        "section": "profile",
        **forms,
    }
    return render(request, "accounts/profile.html", context, status=status)


@require_safe
@never_cache
def another_picture(request: HttpRequest) -> JsonResponse:
    """Send the key and the address of a new picture."""
    key = new_picture()
    return JsonResponse({"key": key, "image_url": reverse("accounts:picture", args=[key])})


@require_safe
@cache_control(private=True, max_age=LIFETIME.seconds)
def picture(request: HttpRequest, key: str) -> HttpResponse:
    """Send the picture that the key stands for."""
    signs = signs_of(key)
    if not signs:
        raise Http404
    return HttpResponse(draw(signs), content_type="image/png")


@require_safe
@never_cache
def human_check(request: HttpRequest) -> JsonResponse:
    """Send a new puzzle to the check box of the sign-in page."""
    return JsonResponse(new_puzzle())


def _device_row(device: Device, current: str | None) -> dict[str, Any]:
    return {
        "name": describe_device(device.user_agent) or _("Perangkat tidak dikenal"),
        "ip": device.ip,
        "since": device.since,
        "is_current": device.session_key == current,
    }
