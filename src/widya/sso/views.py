"""To the provider and back, and what comes before somebody new is signed in."""

from typing import Any, cast

from allauth.account.utils import get_next_redirect_url
from allauth.decorators import rate_limit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import FormView
from requests import RequestException

from widya.accounts.errors import IdentifierTaken
from widya.accounts.models import User
from widya.accounts.protected_forms import LimitedMixin
from widya.accounts.protected_views import ProtectedFormMixin
from widya.accounts.registration_views import SENT_TO, RegistrationView
from widya.organisation.models import SiteSettings
from widya.organisation.queries import settings_for, site_for
from widya.sso import answers, pending
from widya.sso.actions import link_identity, register_identity, unlink_identity
from widya.sso.errors import IdentityTaken, PasswordNeeded
from widya.sso.forms import IdentityRegistrationForm, LinkForm
from widya.sso.identity import Identity, masked_email, masked_nip
from widya.sso.pending import Pending
from widya.sso.provider import SiteOAuth2Adapter, SiteProvider
from widya.sso.queries import identities_of

# Who is led here by another site has not asked to be signed in.
FOREIGN = {"cross-site", "same-site"}


@require_GET
@never_cache
@rate_limit(action="sso")
def begin(request: HttpRequest) -> HttpResponse:
    """Send the person to the provider of the site.

    By a link, not a form: Chromium applies ``form-action`` to all redirects that follow a form, and
    a provider may redirect to hosts that nobody here can know (ADR 11).
    """
    if request.headers.get("Sec-Fetch-Site") in FOREIGN:
        return redirect("account_login")
    provider = _provider(request)
    next_url = get_next_redirect_url(request)
    try:
        return provider.redirect(request, process=AuthProcess.LOGIN, next_url=next_url)
    except RequestException:
        return answers.failure(request, provider.app, answers.Reason.UNREACHABLE, next_url)


@require_GET
@never_cache
@rate_limit(action="sso")
def callback(request: HttpRequest) -> HttpResponse:
    """Receive the person back; what becomes of them ``answers`` says."""
    app = _provider(request).app
    view = OAuth2CallbackView.adapter_view(SiteOAuth2Adapter(request, app.provider_id))
    try:
        return view(request)
    except (OAuth2Error, RequestException):  # before allauth's own care for them begins
        return answers.failure(request, app, answers.Reason.UNREACHABLE)


def _provider(request: HttpRequest) -> Any:
    try:
        return get_adapter(request).get_provider(request, SiteProvider.id)
    except SocialApp.DoesNotExist:
        raise Http404 from None


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
@method_decorator(never_cache, name="dispatch")
class LinkView(ProtectedFormMixin, FormView):
    """“Hubungkan akun”: the account that was found, and its password as its owner's consent."""

    form_class = LinkForm
    template_name = "sso/link.html"
    success_url = reverse_lazy("accounts:settings")

    waiting: Pending
    user: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        waiting = pending.resume(request, now=timezone.now())
        if waiting is None or waiting.user is None:
            return _begin_again(request)
        if request.user.is_authenticated and request.user != waiting.user:
            return _begin_again(request)
        self.waiting, self.user = waiting, waiting.user
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        provider = _provider(self.request).name
        own = {"account": _masked(self.user, self.waiting.identity), "provider": provider}
        return {**super().get_context_data(**kwargs), **own}

    def form_valid(self, form: LinkForm) -> HttpResponse:
        identity, site = self.waiting.identity, site_for(self.request)
        try:
            link_identity(self.user, identity, site=site, now=timezone.now())
        except IdentityTaken:
            return _begin_again(self.request)
        messages.success(self.request, _("Akun terhubung. Lain kali Anda langsung masuk."))
        if not self.request.user.is_authenticated:
            return _sign_in(self.request, self.waiting)
        pending.forget(self.request)
        return super().form_valid(form)


def _masked(user: User, identity: Identity) -> str:
    if user.nip and user.nip == identity.nip:
        return f"NIP {masked_nip(user.nip)}"
    return masked_email(user.email)


@require_GET
@never_cache
def register_here(request: HttpRequest) -> HttpResponse:
    """Choose the second step of the registration that fits who came, or say why there is none."""
    waiting = pending.resume(request, now=timezone.now())
    if waiting is None or waiting.user:
        return _begin_again(request)
    settings = settings_for(site_for(request))
    is_closed = settings.registration == SiteSettings.Registration.CLOSED
    email = waiting.identity.email
    if is_closed or (email and not settings.lets_register(email)):
        context = {"provider": _provider(request).name, "is_closed": is_closed, "email": email}
        return render(request, "sso/unknown.html", {**context, "domains": settings.email_domains})
    is_internal = (
        waiting.identity.nip or settings.registration == SiteSettings.Registration.INTERNAL
    )
    kinds = User.EmployeeType
    return redirect("sso:register_data", kinds.INTERNAL if is_internal else kinds.EXTERNAL)


class RegisterView(RegistrationView):
    """The registration's second step for somebody whom the provider knows."""

    form_class = IdentityRegistrationForm  # type: ignore[assignment]
    template_name = "sso/register.html"

    waiting: Pending

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        waiting = pending.resume(request, now=timezone.now())
        if waiting is None or waiting.user:
            return _begin_again(request)
        self.waiting = waiting
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "identity": self.waiting.identity}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "provider": _provider(self.request).name}

    def form_valid(self, form: IdentityRegistrationForm) -> HttpResponse:  # type: ignore[override]
        wish, site = form.wish(), site_for(self.request)
        try:
            user = register_identity(wish, self.waiting.identity, site=site, now=timezone.now())
        except IdentifierTaken as error:
            form.add_error("identifier", error.message)
            return self.form_invalid(cast("LimitedMixin", form))
        except IdentityTaken:
            return _begin_again(self.request)
        for doubt in form.doubts:
            messages.warning(self.request, str(doubt))
        if user and user.is_active:
            return _sign_in(self.request, self.waiting)
        pending.forget(self.request)
        self.request.session[SENT_TO] = wish.email
        return redirect(self.success_url)


def _sign_in(request: HttpRequest, waiting: Pending) -> HttpResponse:
    """Go on as for everybody whose identity is known: second step, list of devices, next page."""
    pending.forget(request)
    identity = waiting.identity
    account = SocialAccount(
        provider=identity.issuer, uid=identity.subject, extra_data=identity.facts
    )
    login = SocialLogin(account=account, provider=_provider(request))
    login.state = {"process": AuthProcess.LOGIN, "next": waiting.next_url}
    return complete_social_login(request, login)


def _begin_again(request: HttpRequest) -> HttpResponse:
    pending.forget(request)
    messages.warning(request, _("Waktunya sudah habis. Silakan masuk sekali lagi."))
    return redirect("account_login")


@login_required
@require_POST
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of the person's own identities off the account."""
    user = cast("User", request.user)
    account = get_object_or_404(identities_of(user), pk=pk)
    try:
        unlink_identity(account, by=user)
    except PasswordNeeded as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("Identitas sudah diputuskan dari akun Anda."))
    return redirect("accounts:settings")
