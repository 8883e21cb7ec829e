"""Presence cards: a random code somebody shows in the evening, never a name on it."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lgnet.domain.housing import access
from lgnet.domain.housing.models import Absence, CardReading, PresenceCard
from lgnet.domain.housing.queries.cards import ALPHABET, LENGTH, find_card, normal
from lgnet.domain.housing.queries.stays import list_present, night_of
from lgnet.domain.people.operations import check_may_change
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import NotFound, Refused
from lgnet.lib.vault.tokens import token


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card just made, and its code: shown this once, kept nowhere."""

    card: PresenceCard
    code: str


@operation
def make_card(*, person_id: UUID, at: datetime) -> NewCard:
    """Make a card for somebody expected tonight; the one they had stops counting.

    Raises
    ------
    NotFound
        ``housing.not_expected``: nobody of ours sleeps under this name tonight.
    Refused
        ``housing.card_made``: another card was made at the same moment.
    """
    access.check_can_keep_presence()
    if person_id not in {row.person_id for row in list_present(night=night_of(at), at=at)}:
        raise NotFound("housing.not_expected")
    check_may_change([person_id])
    _revoke(person_id, at)
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    made = PresenceCard(
        person_id=person_id,
        code_token=token("presence-card", code),
        made_at=at,
        made_by=current_actor().user_id,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("housing.card_made") from error
    audit.record("housing.card_made", made, at=at, subject=person_id)
    return NewCard(made, code)


@operation
def revoke_card(*, person_id: UUID, at: datetime) -> int:
    """Let a lost card stop counting; return how many there were."""
    access.check_can_keep_presence()
    count = _revoke(person_id, at)
    if count:
        audit.record("housing.card_revoked", at=at, subject=person_id)
    return count


def _revoke(person_id: UUID, at: datetime) -> int:
    cards = PresenceCard.objects.filter(person_id=person_id, revoked_at=None)
    return cards.update(revoked_at=at, revoked_by=current_actor().user_id)


@operation
def read_card(*, code: str, at: datetime) -> CardReading:
    """Note that the bearer of a card is in tonight; said not to be in, that is taken back.

    Reading a card twice on an evening is one reading.

    Raises
    ------
    NotFound
        ``housing.no_such_card``: not a code of ours, revoked, or its person is not expected
        tonight; one answer for all, so a code tells nothing.
    """
    access.check_can_keep_presence()
    night = night_of(at)
    card = find_card(code=normal(code))
    expected = {row.person_id for row in list_present(night=night, at=at)}
    if card is None or card.person_id not in expected:
        raise NotFound("housing.no_such_card")
    Absence.objects.filter(person_id=card.person_id, night=night).delete()
    CardReading.objects.bulk_create(
        [
            CardReading(
                card=card,
                person_id=card.person_id,
                night=night,
                read_at=at,
                read_by=current_actor().user_id,
            )
        ],
        ignore_conflicts=True,
    )
    audit.record("housing.card_read", card, at=at, subject=card.person_id)
    return CardReading.objects.get(person_id=card.person_id, night=night)
