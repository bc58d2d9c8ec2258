"""Sessions that know whose they are, in the database and the cache, written by one statement.

Django writes a new session the moment that its key is made, after a look whether the key is free,
and again when the response leaves, and puts a transaction around each change of its row.
"""

from datetime import datetime
from secrets import token_hex
from typing import Any, cast

from django.contrib.auth import SESSION_KEY as USER_KEY
from django.contrib.sessions.backends import cached_db, db
from django.contrib.sessions.backends.base import UpdateError

from widya.accounts.models import Session
from widya.core.prepared import Change, insert, prepared_change

KEY_BYTES = 20  # a session's key has at most 40 letters


class _Rows(db.SessionStore):
    """Adds and changes rows without a transaction, which would only catch keys that meet."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast("Session", super().create_model_instance(data))
        session.user_id = data.get(USER_KEY)
        return session

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        row = self.create_model_instance(data)
        if must_create:
            insert(row)
        # Whose it is never changes: who signs in gets another key.
        elif not _change_row(row.session_key, row.session_data, row.expire_date):
            raise UpdateError


@prepared_change
def _change_row(key: str, content: str, ends_at: datetime) -> Change:
    row = Session.objects.filter(session_key=key)
    return row, {"session_data": content, "expire_date": ends_at}


class SessionStore(cached_db.SessionStore, _Rows):
    """Makes the row of a new session when the session is first saved."""

    _is_new = False

    def create(self) -> None:
        # 160 random bits meet no other key; if they did, the insert would refuse them.
        self._session_key = token_hex(KEY_BYTES)
        self._is_new = True
        self.modified = True

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        if self.session_key is None:
            self.create()
        super().save(must_create=must_create or self._is_new)
        self._is_new = False
