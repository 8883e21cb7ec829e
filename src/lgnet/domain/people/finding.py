"""Candidates by equal tokens, scored in memory. Used by ``queries`` only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, IntegerField, Max, Q, Sum, Value, When

from lgnet.domain.people import names
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import MatchReason, TokenKind
from lgnet.domain.people.matching import Known
from lgnet.domain.people.models import EarlierIdentity, Person, SearchToken
from lgnet.domain.people.search import Wanted, tokens_of

_NAME_FIELDS = ("given_name", "family_name", "native_name", "alias")
CANDIDATES, SHOWN = 60, 20
_WEIGHTS = {
    TokenKind.CODE: 100,
    TokenKind.IDENTIFIER: 100,
    TokenKind.PHONE: 100,
    TokenKind.NAME: 10,
    TokenKind.SOUND: 6,
    TokenKind.PREFIX: 3,
}

Score = Callable[[Known, frozenset[str]], tuple[float, tuple[MatchReason, ...]]]


@dataclass(frozen=True, slots=True)
class Found:
    """A person who may be the one meant, and why."""

    person: Person
    reasons: tuple[MatchReason, ...]
    score: float = 0.0


def _candidates(wanted: Wanted, years: Sequence[int]) -> dict[UUID, frozenset[str]]:
    by_kind: dict[TokenKind, list[bytes]] = {}
    for kind, token in tokens_of(wanted):
        by_kind.setdefault(kind, []).append(token)
    if not by_kind:
        return {}
    condition = Q()
    for kind, tokens in by_kind.items():
        condition |= Q(kind=kind, token__in=tokens)
    weight = Case(
        *(When(kind=kind, then=Value(points)) for kind, points in _WEIGHTS.items()),
        output_field=IntegerField(),
    )
    rows = SearchToken.objects.filter(condition).values("person_id")
    rows = rows.annotate(weight=Sum(weight), kinds=ArrayAgg("kind", distinct=True))
    order = ["-weight", "-person_id"]
    if years:
        born = Q()
        for year in years:
            born |= Q(
                person__birth_on__lte=date(year, 12, 31), person__birth_to__gte=date(year, 1, 1)
            )
        fits = Case(When(born, then=Value(1)), default=Value(0), output_field=IntegerField())
        rows = rows.annotate(fits=Max(fits))
        order.insert(0, "-fits")
    found = rows.order_by(*order)[:CANDIDATES]
    return {row["person_id"]: frozenset(row["kinds"]) for row in found}


def known_of(person: Person, earlier: Sequence[EarlierIdentity]) -> Known:
    """Return the words by which a person is and was known."""
    name = names.words(person.given_name, person.family_name, person.native_name)
    alias = names.words(person.alias)
    before = names.words(*(getattr(row, field) for row in earlier for field in _NAME_FIELDS))
    sounds = names.sounds(name) | names.sounds(alias) | names.sounds(before)
    return Known(
        name=frozenset(name),
        alias=frozenset(alias),
        earlier=frozenset(before),
        sounds=sounds,
        birth=Birth.of(person),
    )


def _earlier_of(person_ids: Mapping[UUID, object]) -> dict[UUID, list[EarlierIdentity]]:
    table: dict[UUID, list[EarlierIdentity]] = {}
    for row in EarlierIdentity.objects.filter(person_id__in=list(person_ids)).order_by(
        "-at", "-id"
    ):
        table.setdefault(row.person_id, []).append(row)
    return table


def best(
    wanted: Wanted,
    *,
    years: Sequence[int] = (),
    score: Score,
    enough: float,
    leave_out: UUID | None,
) -> list[Found]:
    """Return the candidates worth showing, best first, in a constant number of statements."""
    hits = _candidates(wanted, years)
    if leave_out is not None:
        hits.pop(leave_out, None)
    if not hits:
        return []
    people = list(Person.objects.filter(id__in=list(hits)).order_by("-id"))
    earlier = _earlier_of(hits)
    found = []
    for person in people:
        points, reasons = score(known_of(person, earlier.get(person.id, [])), hits[person.id])
        if points >= enough and reasons:
            found.append(Found(person, reasons, points))
    # Python's sort is stable: equal scores keep the most recently registered first.
    found.sort(key=lambda one: -one.score)
    return found[:SHOWN]
