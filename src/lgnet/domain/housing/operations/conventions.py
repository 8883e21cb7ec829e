"""Conventions: what was agreed with a facility, from when to when; a renewal is one more."""

import re
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import ConventionEnd, FacilityState, NoCig
from lgnet.domain.housing.models import Convention, Facility
from lgnet.domain.housing.queries.facilities import get_facility
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused

CIG = re.compile(r"[0-9A-Z]{10}")
MOST_RATE = Decimal("9999.99")
MOST_PLACES = 2_000
LONGEST_DAYS = 3_660


@operation
def sign_convention(
    *,
    facility_id: UUID,
    places: int,
    from_on: date,
    to_on: date,
    at: datetime,
    cig: str = "",
    no_cig: str = "",
    daily_rate: Decimal | None = None,
    pays_empty: bool = False,
    body_id: UUID | None = None,
    renews_id: UUID | None = None,
) -> Convention:
    """Write down a convention with an accredited facility.

    Parameters
    ----------
    to_on
        The first day after it.
    cig, no_cig
        The ten characters of the tender, or why there is none.
    daily_rate
        Euro per place and day; None when nobody knows.
    pays_empty
        Whether a place nobody sleeps in is paid as well.
    renews_id
        The convention this one goes on from.

    Raises
    ------
    Invalid
        ``housing.cig``, ``housing.cig_or_why``, ``housing.places``, ``housing.daily_rate``,
        ``housing.convention_span``.
    NotFound
        No such facility; the renewed convention is not one of it.
    Refused
        ``housing.not_accredited``, ``housing.convention_overlaps``, ``housing.renewed_already``.
    """
    access.check_can_keep_inventory()
    cig = re.sub(r"\s", "", cig).upper()
    _check(cig=cig, no_cig=no_cig, places=places, rate=daily_rate, from_on=from_on, to_on=to_on)
    facility = get_facility(facility_id=facility_id)
    if facility.state != FacilityState.ACCREDITED:
        raise Refused("housing.not_accredited")
    renews = _of(facility, renews_id) if renews_id else None
    if renews is not None and renews.until > from_on:
        raise Refused("housing.convention_overlaps", field="from_on")
    if renews is not None and Convention.objects.filter(renews=renews).exists():
        raise Refused("housing.renewed_already")
    made = Convention(
        facility=facility,
        renews=renews,
        body_id=body_id if body_id is not None else facility.body_id,
        cig=cig,
        no_cig=no_cig,
        places=places,
        daily_rate=daily_rate,
        pays_empty=pays_empty,
        from_on=from_on,
        to_on=to_on,
        recorded_at=at,
        recorded_by=current_actor().user_id,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("housing.convention_overlaps", field="from_on") from error
    audit.record("housing.sign_convention", made, at=at, ids=[facility.pk])
    return made


def _check(
    *, cig: str, no_cig: str, places: int, rate: Decimal | None, from_on: date, to_on: date
) -> None:
    if bool(cig) == bool(no_cig) or (no_cig and no_cig not in NoCig.values):
        raise Invalid("housing.cig_or_why", field="cig")
    if cig and not CIG.fullmatch(cig):
        raise Invalid("housing.cig", field="cig")
    if not 1 <= places <= MOST_PLACES:
        raise Invalid("housing.places", field="places", most=MOST_PLACES)
    if rate is not None and not (
        Decimal(0) <= rate <= MOST_RATE and rate == rate.quantize(Decimal("0.01"))
    ):
        raise Invalid("housing.daily_rate", field="daily_rate")
    if not 1 <= (to_on - from_on).days <= LONGEST_DAYS:
        raise Invalid("housing.convention_span", field="to_on")


def _of(facility: Facility, convention_id: UUID) -> Convention:
    found = facility.conventions.select_for_update(of=("self",)).filter(pk=convention_id).first()
    if found is None:
        raise NotFound("housing.no_such_convention")
    return found


@operation
def end_convention(
    *, facility_id: UUID, convention_id: UUID, on: date, reason: str, at: datetime
) -> Convention:
    """End a convention before its day; ended on its first day it never held.

    Raises
    ------
    Invalid
        ``housing.convention_end``: no such reason, a day outside of it.
    Refused
        ``housing.convention_over``: it ended already.
    """
    access.check_can_keep_inventory()
    found = _of(get_facility(facility_id=facility_id), convention_id)
    if reason not in ConventionEnd.values:
        raise Invalid("housing.convention_end", field="reason")
    if found.ended_on is not None:
        raise Refused("housing.convention_over")
    if not found.from_on <= on < found.to_on:
        raise Invalid("housing.convention_end", field="on")
    found.ended_on, found.end_reason = on, reason
    found.save(update_fields=["ended_on", "end_reason"])
    audit.record(
        "housing.end_convention", found, at=at, fields=["ended_on"], ids=[found.facility_id]
    )
    return found
