"""Who may sign in with what."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet
from django.http import HttpRequest

from widya.accounts.models import User
from widya.accounts.queries import find_account
from widya.core.prepared import prepared


class IdentifierBackend(ModelBackend):
    """Accepts a user name (any case) or a NIP with the password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """Return the account that the pair names, else None, in the same time.

        An inactive account is returned too, so that its owner, and nobody else, is told why the
        sign-in is refused: by the form here, by ``get_user`` everywhere else.
        """
        if username is None or password is None:
            return None
        user = find_account(username)
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) else None

    def get_user(self, user_id: int) -> User | None:
        """Return the active account of a session: every request of who is signed in asks for it."""
        user = _accounts_with.first(user_id)
        return user if user and self.user_can_authenticate(user) else None


@prepared
def _accounts_with(user_id: int) -> QuerySet[User]:
    return User.objects.filter(pk=user_id)
