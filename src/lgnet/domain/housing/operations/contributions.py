"""What a household gives towards its stay: agreed, received, waived; never edited."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import ContributionKind
from lgnet.domain.housing.models import ContributionLine
from lgnet.domain.housing.queries.stays import get_stay
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.texts import short

CENT = Decimal("0.01")
MOST = Decimal("10000")


@operation
def add_contribution(
    *, stay_id: UUID, kind: str, amount: Decimal, on: date, at: datetime, reason: str = ""
) -> ContributionLine:
    """Write one line: how much a month from a day on, an amount received, an amount waived.

    Parameters
    ----------
    amount
        Euro, with cents at most; nothing a month is an agreement too.
    on
        From when it is agreed, or when it was received or waived; never after today for money.
    reason
        Required to waive.

    Raises
    ------
    Invalid
        ``housing.contribution_kind``, ``housing.amount``, ``housing.contribution_on``, no reason.
    """
    access.check_can_accept()
    if kind not in ContributionKind.values:
        raise Invalid("housing.contribution_kind", field="kind")
    least = Decimal(0) if kind == ContributionKind.AGREED else CENT
    if not amount.is_finite() or amount != amount.quantize(CENT) or not least <= amount <= MOST:
        raise Invalid("housing.amount", field="amount")
    reason = short(reason, most=200)
    if kind == ContributionKind.WAIVED and not reason:
        raise Invalid("housing.reason_required", field="reason")
    stay, today = get_stay(stay_id=stay_id), timezone.localdate(at)
    last = stay.to_on or date.max if kind == ContributionKind.AGREED else today
    if not stay.from_on <= on <= last:
        raise Invalid("housing.contribution_on", field="on")
    made = ContributionLine.objects.create(
        vault_key=stay.vault_key,
        stay=stay,
        kind=kind,
        amount=amount,
        on=on,
        reason=reason or None,
        at=at,
        by=current_actor().user_id,
    )
    audit.record("housing.contribution", stay, at=at, subject=stay.request.case.person_id)
    return made


@operation
def undo_contribution(*, line_id: UUID, reason: str, at: datetime) -> ContributionLine:
    """Take a line back by a counter-line of the same day and the other sign.

    Raises
    ------
    Invalid
        No reason.
    NotFound
        No such line.
    Refused
        ``housing.line_reversed``: it was taken back already, or is a counter-line itself.
    """
    access.check_can_accept()
    reason = short(reason, most=200)
    if not reason:
        raise Invalid("housing.reason_required", field="reason")
    found = (
        ContributionLine.objects.select_related("stay__request__case").filter(pk=line_id).first()
    )
    if found is None:
        raise NotFound("housing.no_such_line")
    if found.reverses_id is not None:
        raise Refused("housing.line_reversed")
    counter = ContributionLine(
        vault_key=found.vault_key,
        stay_id=found.stay_id,
        kind=found.kind,
        amount=-found.amount,
        on=found.on,
        reason=reason,
        at=at,
        by=current_actor().user_id,
        reverses=found,
    )
    try:
        with transaction.atomic():
            counter.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("housing.line_reversed") from error
    audit.record(
        "housing.contribution_undone",
        found.stay,
        at=at,
        subject=found.stay.request.case.person_id,
    )
    return counter
