"""Registration, activation, and another link for it."""

from typing import Any

from allauth.account.models import EmailConfirmationHMAC
from allauth.account.views import ConfirmEmailView as AllauthConfirmEmailView
from allauth.decorators import rate_limit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from widya.accounts.actions import register, send_activation
from widya.accounts.errors import IdentifierTaken
from widya.accounts.models import User
from widya.accounts.protected_views import ProtectedFormMixin
from widya.accounts.registration_forms import EmployeeTypeForm, RegistrationForm, ResendForm
from widya.organisation.models import SiteSettings
from widya.organisation.queries import branding_for, site_for

SENT_TO = "registration_sent_to"


class RegistrationMixin:
    """Lets in who is not signed in, where the site lets people register themselves."""

    request: HttpRequest

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return redirect("portal:dashboard")
        if self.registration == SiteSettings.Registration.CLOSED:
            return render(request, "account/signup_closed.html")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response

    @property
    def registration(self) -> str:
        """Who may register on the site: one of ``SiteSettings.Registration``."""
        return branding_for(self.request).registration


class EmployeeTypeView(RegistrationMixin, FormView):
    """“Daftar”, step 1; passed over where only employees of the ministry may register."""

    form_class = EmployeeTypeForm
    template_name = "account/signup.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.registration == SiteSettings.Registration.INTERNAL:
            return redirect("account_signup_data", User.EmployeeType.INTERNAL.value)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: EmployeeTypeForm) -> HttpResponse:
        return redirect("account_signup_data", form.cleaned_data["employee_type"])


@method_decorator(rate_limit(action="signup"), name="dispatch")
@method_decorator(sensitive_post_parameters("password1", "password2"), name="dispatch")
class RegistrationView(RegistrationMixin, ProtectedFormMixin, FormView):
    """“Daftar”, step 2."""

    form_class = RegistrationForm
    template_name = "account/signup_data.html"
    success_url = reverse_lazy("account_email_verification_sent")

    def get_form_kwargs(self) -> dict[str, Any]:
        employee_type = self.kwargs["employee_type"]
        is_internal = employee_type == User.EmployeeType.INTERNAL
        if not is_internal and self.registration == SiteSettings.Registration.INTERNAL:
            raise Http404
        return {**super().get_form_kwargs(), "employee_type": employee_type}

    def form_valid(self, form: RegistrationForm) -> HttpResponse:
        wish = form.wish()
        try:
            register(wish, site=site_for(self.request), now=timezone.now())
        except IdentifierTaken as error:
            form.add_error("identifier", error.message)
            return self.form_invalid(form)
        self.request.session[SENT_TO] = wish.email
        for doubt in form.doubts:
            messages.warning(self.request, str(doubt))
        return super().form_valid(form)


@method_decorator(never_cache, name="dispatch")
class LinkSentView(TemplateView):
    """Says that there is mail, the same to whoever had an account before."""

    template_name = "account/verification_sent.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "email": self.request.session.get(SENT_TO)}


@method_decorator(rate_limit(action="resend_activation"), name="dispatch")
@method_decorator(never_cache, name="dispatch")
class ResendView(ProtectedFormMixin, FormView):
    """“Kirim Ulang Aktivasi”."""

    form_class = ResendForm
    template_name = "account/resend_activation.html"
    success_url = reverse_lazy("account_activation_resent")

    def form_valid(self, form: ResendForm) -> HttpResponse:
        if form.user:
            send_activation(form.user, site=site_for(self.request), now=timezone.now())
        return super().form_valid(form)


class ConfirmEmailView(AllauthConfirmEmailView):
    """What the link in the mail opens: a page whose button confirms, as programs follow links too.

    Confirming the address of an account that waits for it activates the account (``receivers``).
    """

    template_name = "account/email_confirm.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if EmailConfirmationHMAC.from_key(kwargs["key"]) is None:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)
