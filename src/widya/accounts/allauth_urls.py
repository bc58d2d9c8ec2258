"""Signing in and out, registration, activation, recovery, second step: by the names allauth knows.

What is not listed does not exist: allauth's own registration, its reset, its log-in by code.
"""

from allauth.account.views import ReauthenticateView
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from django.urls import path, re_path
from django.views.generic import RedirectView, TemplateView

from widya.accounts.human_check import protected_page
from widya.accounts.recovery_views import NewPasswordView, RequestResetView
from widya.accounts.registration_views import (
    ConfirmEmailView,
    EmployeeTypeView,
    LinkSentView,
    RegistrationView,
    ResendView,
)
from widya.accounts.views import LoginView, LogoutView

urlpatterns = [
    path("login/", protected_page(LoginView.as_view()), name="account_login"),
    path("logout/", LogoutView.as_view(), name="account_logout"),
    path("daftar/", EmployeeTypeView.as_view(), name="account_signup"),
    path("daftar/terkirim/", LinkSentView.as_view(), name="account_email_verification_sent"),
    re_path(
        r"^daftar/(?P<employee_type>internal|external)/$",
        protected_page(RegistrationView.as_view()),
        name="account_signup_data",
    ),
    path(
        "aktivasi/kirim-ulang/",
        protected_page(ResendView.as_view()),
        name="account_resend_activation",
    ),
    path(
        "aktivasi/kirim-ulang/terkirim/",
        TemplateView.as_view(template_name="account/activation_resent.html"),
        name="account_activation_resent",
    ),
    path("aktivasi/<str:key>/", ConfirmEmailView.as_view(), name="account_confirm_email"),
    path(
        "lupa-password/", protected_page(RequestResetView.as_view()), name="account_reset_password"
    ),
    path("lupa-password/kode/", NewPasswordView.as_view(), name="account_reset_password_code"),
    path("konfirmasi/", ReauthenticateView.as_view(), name="account_reauthenticate"),
    path("konfirmasi/kode/", mfa_views.reauthenticate, name="mfa_reauthenticate"),
    path("login/kode/", mfa_views.authenticate, name="mfa_authenticate"),
    path("dua-langkah/", RedirectView.as_view(pattern_name="accounts:settings"), name="mfa_index"),
    path("dua-langkah/aktifkan/", totp_views.activate_totp, name="mfa_activate_totp"),
    path("dua-langkah/matikan/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("dua-langkah/kode/", code_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "dua-langkah/kode/buat/",
        code_views.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "dua-langkah/kode/unduh/",
        code_views.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
