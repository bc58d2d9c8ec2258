"""Addresses of the staff side that this app answers in Wagtail's place."""

from django.urls import path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from widya.accounts.admin import StaffAccountView, no_bulk_actions

urlpatterns = [
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("bulk/accounts/user/<str:action>/", no_bulk_actions),
    path("account/", require_admin_access(StaffAccountView.as_view())),
]
