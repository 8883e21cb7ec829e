"""Sessions in the database, as Django keeps them, under the hash of their key.

Who reads the table, or a dump of it, cannot come in with what they read. Each is found with a
statement composed once.
"""

from hashlib import blake2b
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from lgnet.lib.reads import Read

_SESSION = Read[Session](
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now)
)


def stored(key: str | None) -> str:
    """Return under what a session's key stands in the database; the key itself stands nowhere."""
    return blake2b((key or "").encode(), digest_size=20).hexdigest()


class SessionStore(DatabaseStore):
    """Django's store in the database."""

    def _get_session_from_db(self) -> Any:
        found = _SESSION.first(key=stored(self.session_key), now=timezone.now())
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Tell whether there is such a session."""
        return bool(super().exists(stored(session_key)))

    def create_model_instance(self, data: Any) -> Any:
        """Return the row of this session."""
        row = super().create_model_instance(data)
        row.session_key = stored(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """End a session."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(stored(key))
