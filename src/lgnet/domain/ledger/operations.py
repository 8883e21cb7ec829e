"""Recording facts and taking them back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.models import Fact
from lgnet.lib.actor import current_municipality, operation
from lgnet.lib.errors import NotFound, Refused

_REVERSED, _AGAIN = ":reversed", "#"


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


def record_again(*facts: NewFact) -> None:
    """Record facts that may have been taken back before: such a one counts anew under a next key.

    For acts that can be undone and done again. One that still counts stays as it is.
    """
    wanted = {fact.key: fact for fact in facts}
    told = Fact.objects.filter(
        kind__in={fact.kind for fact in facts}, object_id__in={fact.object_id for fact in facts}
    )
    times = dict.fromkeys(wanted, 0)
    counting = dict.fromkeys(wanted, 0)
    for key, reverses in told.order_by("id").values_list("key", "reverses_id"):
        first = key.removesuffix(_REVERSED).partition(_AGAIN)[0]
        if first in wanted:
            times[first] += reverses is None
            counting[first] += 1 if reverses is None else -1
    record(
        *[
            replace(fact, key=f"{key}{_AGAIN}{times[key] + 1}") if times[key] else fact
            for key, fact in wanted.items()
            if not counting[key]
        ]
    )


@operation
def reverse_all(*, kind: FactKind, object_id: UUID, reason: str, on: date) -> int:
    """Take back every fact of a kind about an object that still counts; return how many."""
    return _take_back(Fact.objects.filter(kind=kind, object_id=object_id), reason=reason, on=on)


@operation
def reverse_keys(*, keys: Collection[str], reason: str, on: date) -> int:
    """Take back those of some facts that still count; return how many."""
    return _take_back(Fact.objects.filter(key__in=keys), reason=reason, on=on)


def _take_back(facts: QuerySet[Fact], *, reason: str, on: date) -> int:
    counting = list(facts.filter(reverses=None, reversals__isnull=True).order_by("id"))
    Fact.objects.bulk_create([_reversal(fact, reason, on) for fact in counting], batch_size=1000)
    return len(counting)


def _reversal(fact: Fact, reason: str, on: date) -> Fact:
    return Fact(
        municipality_id=fact.municipality_id,
        kind=fact.kind,
        key=f"{fact.key}{_REVERSED}",
        happened_on=on,
        sub_action=fact.sub_action,
        subject=fact.subject,
        object_id=fact.object_id,
        quantity=-fact.quantity,
        dimensions=fact.dimensions,
        reverses=fact,
        reason=reason,
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
    _reversal(fact, reason, on).save(force_insert=True)
