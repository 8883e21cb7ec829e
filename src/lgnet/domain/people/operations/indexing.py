"""What everybody is found by, written anew: after an update in which tokens hold something else."""

from collections import defaultdict
from uuid import UUID

from lgnet.domain.people import bridge
from lgnet.domain.people.families import earlier_of
from lgnet.domain.people.models import (
    EarlierIdentity,
    Identifier,
    LegalStatusPeriod,
    Person,
    SearchToken,
)
from lgnet.domain.people.operations.common import add_many_tokens


def forget_pieces() -> int:
    """Take away tokens of kinds there are no more, and pieces of numbers; return how many.

    Whole numbers and codes stay: they are what they always were, and with whom.
    """
    kept = (*bridge.REWRITTEN, *bridge.NUMBER_KINDS)
    return SearchToken.objects.exclude(kind__in=kept).delete()[0]


def index_again(*, after: UUID | None = None, most: int = 1000) -> UUID | None:
    """Write the tokens of the next people anew, in the order of their ids.

    For the system, who sees everybody, the secluded and the restricted too. Whoever is found by a
    whole number is found by its pieces: of two joined records, the one that brought it.

    Returns
    -------
    UUID or None
        The last of them, to go on after; None when nobody is left.
    """
    rows = Person.objects.filter(erased_at=None).order_by("id")
    people = list(rows.filter(id__gt=after)[:most] if after else rows[:most])
    if not people:
        return None
    ids = [one.id for one in people]
    earlier: dict[UUID, list[EarlierIdentity]] = defaultdict(list)
    for row in earlier_of(ids).order_by("at", "id"):
        earlier[row.person_id].append(row)
    SearchToken.objects.filter(person__in=ids, kind__in=bridge.REWRITTEN).delete()
    forms = {one.id: bridge.forms_of(one, earlier=earlier[one.id]) for one in people}
    add_many_tokens(bridge.keyed_for(forms))
    _add_pieces(ids)
    return ids[-1]


def _add_pieces(ids: list[UUID]) -> None:
    """Let whoever has a whole number of some people have its pieces."""
    named = Identifier.objects.filter(person__in=ids).order_by("id")
    titles = LegalStatusPeriod.objects.filter(person__in=ids).order_by("id")
    numbers = {row.value for row in named} | {row.number for row in titles}
    pieces = dict(bridge.pieces_of(number) for number in sorted(filter(None, numbers)))
    wholes = [token for (_kind, token) in pieces]
    holders = SearchToken.objects.filter(kind=bridge.NUMBER_KIND, token__in=wholes).order_by("id")
    found: dict[bridge.Kept, list[UUID]] = defaultdict(list)
    for row in holders:
        for piece in pieces[row.kind, bytes(row.token)]:
            found[piece].append(row.person_id)
    add_many_tokens(sorted(found.items()))
