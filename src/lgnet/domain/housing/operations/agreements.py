"""Saying what the city is ready for with a partner; noting what a household consents to."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import Direction, RequestState
from lgnet.domain.housing.models import TransferConsent, TransferTerm
from lgnet.domain.housing.queries.agreements import list_agreements, sends_to
from lgnet.domain.housing.queries.requests import get_request
from lgnet.domain.network.queries import list_tenants
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, current_municipality, operation
from lgnet.lib.errors import Invalid, NotFound, Refused

MOST_PERSONS = 500


@operation
def state_term(
    *,
    partner_id: str,
    direction: str,
    persons: int,
    from_on: date,
    to_on: date | None = None,
    at: datetime,
) -> TransferTerm:
    """Say how many persons the city sends to a partner, or receives from it, at most.

    What was said before for the same days ends where this begins. It binds nobody until the
    partner says the other half.

    Raises
    ------
    Invalid
        ``housing.term_partner``, ``housing.term_persons``, ``housing.term_days``.
    """
    access.check_can_agree()
    here, today = current_municipality(), timezone.localdate(at)
    if partner_id == here or partner_id not in {row.pk for row in list_tenants()}:
        raise Invalid("housing.term_partner", field="partner")
    if direction not in Direction.values:
        raise Invalid("housing.term_direction", field="direction")
    if not 1 <= persons <= MOST_PERSONS:
        raise Invalid("housing.term_persons", field="persons", most=MOST_PERSONS)
    if from_on < today or (to_on is not None and to_on <= from_on):
        raise Invalid("housing.term_days", field="from_on")
    before = TransferTerm.objects.select_for_update(of=("self",)).filter(
        Q(to_on=None) | Q(to_on__gt=from_on),
        municipality=here,
        partner=partner_id,
        direction=direction,
    )
    for row in before:
        _end(row, max(row.from_on, from_on), at)
    made = TransferTerm.objects.create(
        partner_id=partner_id,
        direction=direction,
        persons=persons,
        from_on=from_on,
        to_on=to_on,
        stated_at=at,
        stated_by=current_actor().user_id,
    )
    audit.record("housing.term_stated", made, at=at)
    return made


@operation
def end_term(*, term_id: UUID, at: datetime) -> None:
    """Take back, from today on, what the city said; who was proposed before is not moved by it.

    Raises
    ------
    NotFound
        Absent, or a partner's.
    Refused
        ``housing.term_over``
    """
    access.check_can_agree()
    today = timezone.localdate(at)
    rows = TransferTerm.objects.select_for_update(of=("self",))
    row = rows.filter(pk=term_id, municipality=current_municipality()).first()
    if row is None:
        raise NotFound("housing.no_such_term")
    if row.to_on is not None and row.to_on <= today:
        raise Refused("housing.term_over")
    _end(row, max(row.from_on, today), at)


def _end(row: TransferTerm, on: date, at: datetime) -> None:
    row.to_on = on
    row.save(update_fields=["to_on"])
    audit.record("housing.term_ended", row, at=at)


@operation
def give_consent(*, request_id: UUID, cities: Collection[str], at: datetime) -> TransferConsent:
    """Note that a household would also go to some cities; what it said before is replaced.

    Only cities that an agreement covers can be named: nobody is asked to consent to nothing.

    Raises
    ------
    Invalid
        ``housing.consent_cities``
    Refused
        ``housing.request_not_open``
    """
    access.check_can_request()
    request = get_request(request_id=request_id)
    if request.state not in (RequestState.WAITING, RequestState.HELD):
        raise Refused("housing.request_not_open")
    agreed = sends_to(list_agreements(on=timezone.localdate(at)))
    if not cities or not set(cities) <= set(agreed):
        raise Invalid("housing.consent_cities", field="cities")
    _withdraw(request_id, at)
    made = TransferConsent.objects.create(
        request=request,
        vault_key=request.vault_key,
        cities=sorted(cities),
        given_at=at,
        recorded_by=current_actor().user_id,
    )
    audit.record("housing.consent_given", made, at=at, subject=request.case.person_id)
    return made


@operation
def withdraw_consent(*, request_id: UUID, at: datetime) -> None:
    """Note that a household takes its consent back; nothing else changes for it.

    Raises
    ------
    Refused
        ``housing.no_consent``
    """
    access.check_can_request()
    request = get_request(request_id=request_id)
    if not _withdraw(request_id, at):
        raise Refused("housing.no_consent")
    audit.record("housing.consent_withdrawn", request, at=at, subject=request.case.person_id)


def _withdraw(request_id: UUID, at: datetime) -> int:
    rows = TransferConsent.objects.filter(request_id=request_id, withdrawn_at=None)
    return rows.update(withdrawn_at=at)
