"""Terms of retention: a list a job makes, an answer a person gives; nothing goes by itself."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from lgnet.domain.cases.enums import CaseState
from lgnet.domain.cases.models import CaseFile
from lgnet.domain.people.access import check_can_propose_erasure
from lgnet.domain.people.enums import ErasureReason, ErasureState
from lgnet.domain.people.models import Erasure, Person, RetentionHold
from lgnet.domain.people.operations import propose_erasure
from lgnet.domain.privacy import access
from lgnet.domain.privacy.enums import DueAnswer, NoticeKind, TermKind
from lgnet.domain.privacy.models import RetentionDue, RetentionTerm
from lgnet.domain.privacy.operations.common import choice, somebody, tell
from lgnet.domain.privacy.queries import terms_in_force
from lgnet.domain.security.enums import Role
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.errors import Invalid, NotFound

LONGEST = 600


@operation
def set_term(
    *, kind: str, months: int, legal_basis: str, from_on: date, at: datetime
) -> RetentionTerm:
    """Say how long the municipality keeps what, and why; the term before ends the same day.

    Raises
    ------
    Invalid
        ``privacy.months``, ``privacy.legal_basis``, ``privacy.term_from``.
    """
    access.check_can_configure()
    choice(kind, TermKind, field="kind")
    basis, me = " ".join(legal_basis.split()), somebody()
    if not 1 <= months <= LONGEST:
        raise Invalid("privacy.months", field="months", most=LONGEST)
    if not 10 <= len(basis) <= 300:
        raise Invalid("privacy.legal_basis", field="legal_basis")
    before = RetentionTerm.objects.select_for_update(of=("self",)).filter(kind=kind, to_on=None)
    for row in before:
        if from_on < row.from_on:
            raise Invalid("privacy.term_from", field="from_on")
        row.to_on = from_on
        row.save(update_fields=["to_on"])
    term = RetentionTerm.objects.create(
        kind=kind, months=months, legal_basis=basis, from_on=from_on, set_at=at, set_by=me
    )
    audit.record("privacy.term_set", term, at=at, fields=[kind, f"{months} months"])
    return term


def months_before(day: date, months: int) -> date:
    """Return the day some months earlier; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(day)


@operation
def find_due(*, at: datetime) -> int:
    """Write down whose term is over, and tell the desk; return how many are new.

    Left out are people erased, proposed, held, already on the list, or kept until a later day.
    """
    access.check_can_configure()
    on, made = localdate(at), 0
    for term in terms_in_force():
        if term.from_on > on:
            continue
        rows = [
            RetentionDue(person_id=person_id, term=term, due_on=on, found_at=at)
            for person_id in _over(term, on)
        ]
        RetentionDue.objects.bulk_create(rows, ignore_conflicts=True)
        made += len(rows)
    if made:
        audit.record("privacy.terms_over", at=at, fields=[str(made)])
        tell(NoticeKind.EXPIRED, at=at, role=Role.CASE_WORKER)
    return made


def _over(term: RetentionTerm, on: date) -> Iterable[UUID]:
    until = months_before(on, term.months)
    people = _untouched(on)
    files = CaseFile.objects.filter(person_id=OuterRef("pk"))
    if term.kind == TermKind.NEVER_IN_CHARGE:
        people = people.filter(~Exists(files), registered_at__date__lte=until)
    else:
        going_on = files.exclude(state=CaseState.CLOSED)
        people = people.filter(Exists(files), ~Exists(going_on)).annotate(
            last=Max("cases__closed_at")
        )
        people = people.filter(last__date__lte=until)
    return people.order_by("id").values_list("id", flat=True)


def _untouched(on: date) -> QuerySet[Person]:
    mine = {"person_id": OuterRef("pk")}
    return Person.objects.filter(
        ~Exists(Erasure.objects.filter(**mine, state=ErasureState.PROPOSED)),
        ~Exists(RetentionHold.objects.filter(**mine, ended_at=None)),
        ~Exists(RetentionDue.objects.filter(Q(answer="") | Q(again_on__gt=on), **mine)),
        erased_at=None,
    )


def _due(due_id: UUID) -> RetentionDue:
    rows = RetentionDue.objects.select_for_update(of=("self",)).filter(answer="")
    row = rows.filter(pk=due_id).first()
    if row is None:
        raise NotFound("privacy.no_such_due")
    return row


@operation
def propose_due(*, due_id: UUID, at: datetime) -> Erasure:
    """Propose the erasure of somebody whose term is over; somebody else authorises it."""
    check_can_propose_erasure()
    row = _due(due_id)
    erasure = propose_erasure(person_id=row.person_id, reason=ErasureReason.NO_LONGER_NEEDED, at=at)
    _answer(row, DueAnswer.PROPOSED, at)
    return erasure


@operation
def keep_due(*, due_id: UUID, until: date, at: datetime) -> None:
    """Keep somebody whose term is over, and ask again on a day.

    Raises
    ------
    Invalid
        ``privacy.again_on``: not within the next two years.
    """
    check_can_propose_erasure()
    if not 0 < (until - localdate(at)).days <= 731:
        raise Invalid("privacy.again_on", field="until")
    row = _due(due_id)
    row.again_on = until
    _answer(row, DueAnswer.KEPT, at)
    audit.record("privacy.kept", row, at=at, subject=row.person_id, fields=[until.isoformat()])


def _answer(row: RetentionDue, answer: DueAnswer, at: datetime) -> None:
    row.answer, row.answered_at, row.answered_by = answer, at, somebody()
    row.save(update_fields=["answer", "answered_at", "answered_by", "again_on"])
