"""How a signed-in user is found again on each request."""

from uuid import UUID

from django.contrib.auth.backends import ModelBackend

from lgnet.domain.security.models import User
from lgnet.domain.security.queries import user_by_id


class Accounts(ModelBackend):
    """Django's own, with the account read by a statement composed once."""

    def get_user(self, user_id: UUID) -> User | None:
        """Return an account that may sign in."""
        user = user_by_id(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
