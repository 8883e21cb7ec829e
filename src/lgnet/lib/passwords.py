"""Passwords everybody would guess first, however long."""

from itertools import pairwise
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

_FEWEST_LETTERS = 5
_ENDS = "0123456789!?.,;:-_*+#@$%&/()= "


class NotCommon(CommonPasswordValidator):
    """Refuses the most used, with or without a year or a sign put at their ends."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise a ValidationError for one of them."""
        super().validate(password, user)
        bare = password.lower().strip(_ENDS)
        if bare:
            super().validate(bare, user)


class NotARow:
    """Refuses one letter or few repeated, and rows such as 123456789012 or abcdefghijkl."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise a ValidationError for a row."""
        steps = [(ord(b) - ord(a)) % 10 for a, b in pairwise(password)]
        most = max(map(steps.count, set(steps)), default=0)
        if len(set(password)) < _FEWEST_LETTERS or most > 0.7 * len(steps):
            raise ValidationError("row", code="password_row")

    def get_help_text(self) -> str:
        """Return nothing: forms say the whole rule in one sentence of theirs."""
        return ""
