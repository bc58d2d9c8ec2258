"""A request as views see it behind the check that somebody is signed in."""

from django.http import HttpRequest

from widya.accounts.models import User


class SignedInRequest(HttpRequest):
    """For annotations only: ``user`` is an account."""

    user: User
