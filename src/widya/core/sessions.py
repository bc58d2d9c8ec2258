"""Sessions in the database and the cache, a new one written once.

Django writes a new session the moment that its key is made, after a look whether the key is free,
and again when the response leaves: three statements where a sign-in needs one.
"""

from secrets import token_hex

from django.contrib.sessions.backends import cached_db, db

from widya.core.prepared import insert

KEY_BYTES = 20  # a session's key has at most 40 letters


class _Rows(db.SessionStore):
    """Inserts a row without a transaction around it, which would only catch keys that meet."""

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        if must_create:
            data = self._get_session(no_load=True)  # type: ignore[attr-defined]
            insert(self.create_model_instance(data))
        else:
            super().save()


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
