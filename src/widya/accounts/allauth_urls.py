"""The addresses of django-allauth that are in use, under the names that it and others know.

What is not listed does not exist: registration, e-mail confirmation, reset, log-in by code.
"""

from allauth.account.views import LogoutView
from django.urls import path

from widya.accounts.views import LoginView

urlpatterns = [
    path("login/", LoginView.as_view(), name="account_login"),
    path("logout/", LogoutView.as_view(), name="account_logout"),
]
