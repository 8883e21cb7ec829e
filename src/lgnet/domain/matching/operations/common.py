"""What acts between two cities share: whose half is written as whom, and facts that count once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.models import Fact
from lgnet.domain.ledger.operations import NewFact, record, reverse
from lgnet.domain.matching.enums import INQUIRY_MOVES, InquiryState
from lgnet.domain.matching.models import Hint, Inquiry
from lgnet.domain.people.models import Person
from lgnet.domain.people.values import note
from lgnet.lib import audit
from lgnet.lib.actor import Actor, Scope, act_as
from lgnet.lib.errors import Invalid, NotFound
from lgnet.lib.states import move

ROLE = "matching"
SUB_ACTION = 3
ANSWER_WITHIN = timedelta(days=14)
LINKED_FOR = timedelta(days=365)
SHORTEST_CONTACT, LONGEST_CONTACT = 5, 120
_CROSSING = 0x6C676E65740002  # an advisory lock: 'lgnet' and a number


def one_at_a_time() -> None:
    """Let acts between cities wait for each other until they are committed: they are few.

    Each writes to two cities' chains, and two that met the other way round would wait for ever.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CROSSING])


@contextmanager
def in_city(municipality_id: str) -> Iterator[None]:
    """Write a partner's own half, in its own rows and its own chain, as the system there."""
    with act_as(Actor(Scope.SYSTEM, municipality_id, role=ROLE)):
        yield


def contact_told(text: str) -> str:
    """Return how a desk is reached, or raise ``matching.contact``."""
    told = note(text, field="contact") or ""
    if not SHORTEST_CONTACT <= len(told) <= LONGEST_CONTACT:
        raise Invalid("matching.contact", field="contact", most=LONGEST_CONTACT)
    return told


def locked(inquiry_id: UUID, **where: str) -> Inquiry:
    """Return the city's own half of a question, which nobody else changes meanwhile."""
    one_at_a_time()
    rows = Inquiry.objects.select_for_update(of=("self",)).select_related("person")
    row = rows.filter(pk=inquiry_id, **where).first()
    if row is None:
        raise NotFound("matching.no_such_inquiry")
    return row


def other_half(exchange: UUID) -> Inquiry | None:
    """Return the half of the city acting now, if it has one: who is set aside has none."""
    rows = Inquiry.objects.select_for_update(of=("self",)).select_related("person")
    return rows.filter(exchange=exchange).first()


def to_state(row: Inquiry, to: InquiryState, *, at: datetime, **also: object) -> None:
    """Move one half of a question along, in the city acting now."""
    move(row, to, moves=INQUIRY_MOVES, at=at, also=also)
    audit.record("matching.inquiry_moved", row, at=at, subject=row.person_id, fields=[to])


# Counting


def count_once(row: Inquiry, *, on: date) -> None:
    """Let figures count the person of an accepted question once over both cities.

    Each city keeps a fact about its own pseudonym; what the two have in common is the meeting.
    """
    record(_fact(FactKind.KNOWN_ELSEWHERE, row.pk, row.person, row.meeting, on))


def note_possible(hint: Hint, person: Person, *, on: date) -> None:
    """Let figures say that a person may be one a partner counts too."""
    record(_fact(FactKind.POSSIBLY_ELSEWHERE, hint.pk, person, hint.meeting, on))


def count_apart(row: Inquiry, *, on: date) -> None:
    """Let figures count the person of a question that was accepted once in each city again."""
    take_back(f"{FactKind.KNOWN_ELSEWHERE}:{row.pk}", on=on)


def not_possible(meeting: UUID, *, on: date) -> None:
    """Let figures say no longer that somebody met so may be one person."""
    facts = Fact.objects.filter(kind=FactKind.POSSIBLY_ELSEWHERE, object_id=meeting)
    for key in facts.filter(reverses=None).order_by("id").values_list("key", flat=True):
        take_back(key, on=on)


def take_back(key: str, *, on: date) -> None:
    """Reverse a fact of the city acting now, unless it was before."""
    fact = Fact.objects.filter(key=key).first()
    if fact is not None and not fact.reversals.exists():
        reverse(key=key, reason="unlinked", on=on)


def _fact(kind: FactKind, row: UUID, person: Person, meeting: UUID, on: date) -> NewFact:
    return NewFact(
        kind=kind,
        key=f"{kind}:{row}",
        on=on,
        sub_action=SUB_ACTION,
        subject=person.pseudonym,
        object_id=meeting,
    )
