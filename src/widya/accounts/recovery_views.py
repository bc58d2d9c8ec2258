"""“Lupa Password”: a code by mail, then the new password.

The flow is django-allauth's; our forms ask for the account's name besides its address, and for the
code and the new password on one page.
"""

from typing import Any, cast

from allauth.account.internal.flows.password_reset_by_code import PasswordResetVerificationProcess
from allauth.decorators import rate_limit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from widya.accounts.actions import send_activation
from widya.accounts.adapters import AccountAdapter
from widya.accounts.models import User
from widya.accounts.protected_forms import LimitedMixin
from widya.accounts.protected_views import ProtectedFormMixin
from widya.accounts.recovery_forms import NewPasswordForm, RequestResetForm
from widya.organisation.queries import site_for

PASSWORD_MARK = "password_mark"  # noqa: S105 - a key of the session


@method_decorator(rate_limit(action="reset_password"), name="dispatch")
@method_decorator(never_cache, name="dispatch")
class RequestResetView(ProtectedFormMixin, FormView):
    """Step 1: the account and its address; the answer is the same for a pair that does not fit.

    So it is for an account that waits for its activation, to which goes the link to do so.
    """

    form_class = RequestResetForm
    template_name = "account/password_reset.html"
    success_url = reverse_lazy("account_reset_password_code")

    def form_valid(self, form: RequestResetForm) -> HttpResponse:
        user = form.user
        if user and user.awaits_activation:
            send_activation(user, site=site_for(self.request), now=timezone.now())
            user = None
        process = PasswordResetVerificationProcess.initiate(
            request=self.request, user=user, email=form.cleaned_data["email"]
        )
        if user:
            process.state[PASSWORD_MARK] = user.get_session_auth_hash()
            process.persist()
        return super().form_valid(form)


@method_decorator(rate_limit(action="reset_password_from_key"), name="dispatch")
@method_decorator(sensitive_post_parameters("code", "password1", "password2"), name="dispatch")
@method_decorator(never_cache, name="dispatch")
class NewPasswordView(ProtectedFormMixin, FormView):
    """Step 2: the code from the mail and the new password twice."""

    form_class = NewPasswordForm
    template_name = "account/password_reset_code.html"
    success_url = reverse_lazy("account_login")

    process: PasswordResetVerificationProcess

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        process = _current_process(request)
        if process is None:
            return _begin_again(request)
        self.process = process
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "process": self.process}

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        form.save()
        self.process.finish()
        user = cast("User", self.process.user)
        AccountAdapter().forget_failed_sign_ins(self.request, [user.username, user.nip or ""])
        return super().form_valid(form)

    def form_invalid(self, form: LimitedMixin) -> HttpResponse:
        if _current_process(self.request) is None:  # that was the last guess
            return _begin_again(self.request)
        return super().form_invalid(form)


def _current_process(request: HttpRequest) -> PasswordResetVerificationProcess | None:
    """Return what the person began in this browser, unless the password was changed meanwhile."""
    process = PasswordResetVerificationProcess.resume(request)
    if process is None or not isinstance(process.user, User):
        return process
    if process.state[PASSWORD_MARK] == process.user.get_session_auth_hash():
        return process
    process.abort()
    return None


def _begin_again(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("Kode tidak berlaku lagi. Minta kode baru."))
    return redirect("account_reset_password")
