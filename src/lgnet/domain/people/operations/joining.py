"""Two records found to be one person, joined and taken apart again.

Nobody but a person joins records. The record that stands takes over what was written of the other,
which keeps its names, is found by them, and points at it. Taken apart, each has again what it had;
what was written after the joining stays with the one that stood.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.operations import NewFact
from lgnet.domain.ledger.operations import record as record_facts
from lgnet.domain.ledger.operations import reverse as reverse_fact
from lgnet.domain.people import access, values
from lgnet.domain.people.enums import ErasureState, MatchAnswer, RegisterActKind
from lgnet.domain.people.families import declared_different, family_of
from lgnet.domain.people.models import (
    Erasure,
    HouseholdMember,
    LookAlike,
    MovedRow,
    Person,
    RegisterAct,
)
from lgnet.domain.people.operations.common import check_may_change, lock_people
from lgnet.domain.people.operations.following import (
    bring,
    change,
    label,
    reseal,
    rows_of,
    take_back,
)
from lgnet.domain.people.operations.matching import decide, withdraw_between
from lgnet.domain.people.operations.pairs import note_look_alikes
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused

SUB_ACTION = 3


@operation
def merge(*, survivor_id: UUID, absorbed_id: UUID, reason: str, at: datetime) -> RegisterAct:
    """Join two records of one person: one stands, the other becomes an alias of it.

    Of two open files the absorbed one's is closed as a double, and stays readable.

    Raises
    ------
    Invalid
        The two are one record, or ``people.reason_missing``.
    Refused
        ``people.merged``: one of them is an alias already. ``people.declared_different``,
        ``people.erasure_proposed``, ``people.in_two_households``, or ``people.merge_conflict``:
        both have something present that one person has once, such as a bed.
    """
    access.check_can_merge()
    if survivor_id == absorbed_id:
        raise Invalid("people.same_record", field="absorbed")
    why, on = reason_of(reason), localdate(at)
    family = family_of([survivor_id, absorbed_id])
    people = {one.id: one for one in lock_people([survivor_id, absorbed_id])}
    survivor, absorbed = people[survivor_id], people[absorbed_id]
    _check_joinable(survivor, absorbed, list(family))
    act = write_act(RegisterActKind.MERGE, (survivor, absorbed), why, at)
    settled = _settle_household(act, survivor, absorbed, on)
    rows = ((column, row) for column, row in rows_of(absorbed.id) if row.pk != settled)
    bring(act, rows, to=survivor.id)
    aliases = list(Person.objects.filter(merged_into=absorbed).order_by("id"))
    for one in [*aliases, absorbed]:
        change(act, one, merged_into_id=survivor.id)
    _settle_pairs(survivor, absorbed, at)
    _tell_ledger(act, survivor, [*aliases, absorbed], on)
    audit.record("people.merged", act, at=at, subject=survivor, ids=[survivor.id, absorbed.id])
    return act


def reason_of(text: str) -> str:
    """Return a typed reason as kept, or raise :class:`Invalid` ``people.reason_missing``."""
    why = values.note(text, field="reason") or ""
    if not why:
        raise Invalid("people.reason_missing", field="reason")
    return why[: values.REASON_LIMIT]


def write_act(
    kind: str, records: tuple[Person, Person], why: str, at: datetime, **more: RegisterAct
) -> RegisterAct:
    """Write down what is done to two records, the one that stays first."""
    kept, other = records
    return RegisterAct.objects.create(
        kind=kind,
        kept=kept,
        other=other,
        **more,
        vault_key=kept.vault_key,
        reason=why,
        at=at,
        by=current_actor().user_id,
    )


def _check_joinable(survivor: Person, absorbed: Person, family: Sequence[UUID]) -> None:
    if survivor.erased_at is not None or absorbed.erased_at is not None:
        raise Refused("people.erased")
    if (survivor.id, absorbed.id) in declared_different([survivor.id]):
        raise Refused("people.declared_different")
    if Erasure.objects.filter(person_id__in=family, state=ErasureState.PROPOSED).exists():
        raise Refused("people.erasure_proposed")


def _settle_household(
    act: RegisterAct, survivor: Person, absorbed: Person, on: date
) -> UUID | None:
    """Let one person be in a household once, and in one; return the membership that ended here."""
    rows = HouseholdMember.objects.filter(person__in=(survivor, absorbed), to_on=None)
    present = {row.person_id: row for row in rows.select_for_update(of=("self",)).order_by("id")}
    mine, theirs = present.get(survivor.id), present.get(absorbed.id)
    if mine is None or theirs is None:
        return None
    if mine.household_id != theirs.household_id:
        raise Refused("people.in_two_households")
    change(act, theirs, to_on=max(on, theirs.from_on))
    return theirs.id


def _settle_pairs(survivor: Person, absorbed: Person, at: datetime) -> None:
    decide(survivor.id, absorbed.id, MatchAnswer.SAME, at=at)
    LookAlike.objects.filter(Q(first=absorbed) | Q(second=absorbed)).delete()
    note_look_alikes(person_ids=[survivor.id], at=at)


def _tell_ledger(act: RegisterAct, kept: Person, aliases: Sequence[Person], on: date) -> None:
    """Let figures count one person once: facts about an alias are about the one that stands."""
    record_facts(
        *(
            NewFact(
                kind=FactKind.RECORDS_MERGED,
                key=_fact_key(act, one),
                on=on,
                sub_action=SUB_ACTION,
                subject=one.pseudonym,
                object_id=kept.pseudonym,
            )
            for one in aliases
        )
    )


def _fact_key(act: RegisterAct, alias: Person) -> str:
    return f"{FactKind.RECORDS_MERGED}:{act.id}:{alias.pseudonym}"


@operation
def unmerge(*, act_id: UUID, reason: str, at: datetime, different: bool = True) -> RegisterAct:
    """Take two joined records apart: each has again what it had before.

    What was written after the joining stays with the record that stood; what was written in a case
    file goes with the file.

    Parameters
    ----------
    different
        Remember that they are two people, so that nobody is asked again.

    Raises
    ------
    NotFound
        ``people.no_such_merge``.
    Refused
        ``people.merge_undone``; ``people.undo_later_first``: a later joining stands on this one.
    """
    access.check_can_merge()
    why = reason_of(reason)
    act = RegisterAct.objects.filter(pk=act_id, kind=RegisterActKind.MERGE).first()
    if act is None:
        raise NotFound("people.no_such_merge")
    check_may_change([act.kept_id, act.other_id])
    # Both are locked first: of two who undo at once, the second finds it undone.
    both = Person.objects.select_for_update(of=("self",)).filter(id__in=(act.kept_id, act.other_id))
    people = {one.id: one for one in both.order_by("id")}
    kept, other = people[act.kept_id], people[act.other_id]
    if RegisterAct.objects.filter(undoes=act).exists():
        raise Refused("people.merge_undone")
    if other.merged_into_id != kept.id or kept.merged_into_id is not None:
        raise Refused("people.undo_later_first")
    if kept.erased_at is not None:
        raise Refused("people.erased")
    returned = take_back(act)
    reseal(
        [row for row in returned if not isinstance(row, Person)],
        old=[kept.vault_key],
        new=other.vault_key,
    )
    undone = write_act(RegisterActKind.UNMERGE, (kept, other), why, at, undoes=act)
    withdraw_between(kept.id, other.id, at=at)
    if different:
        decide(kept.id, other.id, MatchAnswer.DIFFERENT, at=at)
    note_look_alikes(person_ids=[kept.id, other.id], at=at)
    aliases = MovedRow.objects.filter(act=act, model=label(Person)).values("row")
    for one in Person.objects.filter(id__in=aliases).order_by("id"):
        reverse_fact(key=_fact_key(act, one), reason="unmerged", on=localdate(at))
    audit.record("people.unmerged", undone, at=at, subject=kept, ids=[kept.id, other.id])
    return undone
