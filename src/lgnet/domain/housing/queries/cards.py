"""Presence cards: found by their code, and who showed theirs."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from lgnet.domain.housing.models import CardReading, PresenceCard
from lgnet.lib.vault.tokens import token

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without the signs people mistake for each other: 0 and O, 1 and I."""

LENGTH = 12
PREFIX = "LG"


def normal(code: str) -> str:
    """Return a code as it is kept, from what a scanner or a hand typed."""
    kept = "".join(sign for sign in code[:60].upper() if sign in ALPHABET)
    return kept.removeprefix(PREFIX) if len(kept) == LENGTH + len(PREFIX) else kept


def printed(code: str) -> str:
    """Return a code as it stands under its square, in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def find_card(*, code: str) -> PresenceCard | None:
    """Return the card of a code that counts, of somebody this actor may see."""
    if len(code) != LENGTH:
        return None
    rows = PresenceCard.objects.filter(code_token=token("presence-card", code), revoked_at=None)
    return rows.first()


def has_card(*, person_ids: Iterable[UUID]) -> set[UUID]:
    """Return who of some people has a card that counts."""
    rows = PresenceCard.objects.filter(person_id__in=list(person_ids), revoked_at=None)
    return set(rows.values_list("person_id", flat=True))


def cards_read(*, night: date) -> dict[UUID, datetime]:
    """Return when each person showed a card on a night."""
    return dict(CardReading.objects.filter(night=night).values_list("person_id", "read_at"))
