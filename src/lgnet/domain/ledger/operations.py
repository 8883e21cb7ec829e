"""Recording facts and taking them back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.models import Fact
from lgnet.lib.actor import current_municipality, operation
from lgnet.lib.errors import NotFound, Refused


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact about to be recorded.

    Parameters
    ----------
    kind
        What happened.
    key
        Unique in the municipality; recording it twice keeps the first.
    on
        The day it happened.
    sub_action
        1 to 6.
    subject
        The person's pseudonym, if it is about one.
    object_id
        The row it came from.
    quantity
        How many, or how much.
    dimensions
        What figures are broken down by, as it was on that day.
    """

    kind: FactKind
    key: str
    on: date
    sub_action: int
    subject: UUID | None = None
    object_id: UUID | None = None
    quantity: int = 1
    dimensions: Mapping[str, Any] = field(default_factory=dict)


def record(*facts: NewFact) -> None:
    """Record facts in one statement, all or none; those already recorded stay as they are."""
    municipality_id = current_municipality()
    Fact.objects.bulk_create(
        [
            Fact(
                municipality_id=municipality_id,
                kind=fact.kind,
                key=fact.key,
                happened_on=fact.on,
                sub_action=fact.sub_action,
                subject=fact.subject,
                object_id=fact.object_id,
                quantity=fact.quantity,
                dimensions=dict(fact.dimensions),
            )
            for fact in facts
        ],
        batch_size=1000,
        ignore_conflicts=True,
    )


@operation
def reverse(*, key: str, reason: str, on: date) -> None:
    """Take a fact back by a counter-fact; the first one stays readable.

    Parameters
    ----------
    reason
        A code such as ``stay_cancelled``: what a person typed stays sealed at its source.

    Raises
    ------
    NotFound
        No such fact.
    Refused
        It was reversed already.
    """
    fact = Fact.objects.filter(key=key).first()
    if fact is None:
        raise NotFound("ledger.no_such_fact")
    if fact.reverses_id is not None or fact.reversals.exists():
        raise Refused("ledger.already_reversed")
    Fact.objects.create(
        kind=fact.kind,
        key=f"{key}:reversed",
        happened_on=on,
        sub_action=fact.sub_action,
        subject=fact.subject,
        object_id=fact.object_id,
        quantity=-fact.quantity,
        dimensions=fact.dimensions,
        reverses=fact,
        reason=reason,
    )
