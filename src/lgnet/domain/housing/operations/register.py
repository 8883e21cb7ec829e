"""The open register: who applies, who is examined, accredited, refused; what is known of each."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import (
    FACILITY_MOVES,
    FacilityKind,
    FacilityState,
    HoldState,
    SexRule,
    StayState,
)
from lgnet.domain.housing.models import Facility, Hold, RegisterStep, Stay
from lgnet.domain.housing.queries.facilities import get_facility
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.numbering.next import next_number
from lgnet.lib.states import move
from lgnet.lib.texts import short
from lgnet.lib.vault.keys import new_key

MOST_PLACES = 2_000
OLDEST = 120
MOST_CONTRIBUTION = Decimal("9999.99")
_FACTS = frozenset(
    {
        "name",
        "kind",
        "applicant",
        "contact_email",
        "address",
        "phone",
        "latitude",
        "longitude",
        "accessible",
        "secret",
        "sex_rule",
        "age_from",
        "age_to",
        "pets",
        "smoking",
        "enters_from",
        "enters_to",
        "contribution_eur",
        "max_nights",
        "declared_places",
        "languages",
        "body_id",
    }
)


@operation
def apply_facility(*, name: str, kind: str, at: datetime, **facts: Any) -> Facility:
    """Take in the application of somebody who offers a place; it gets a code of the register.

    Parameters
    ----------
    facts
        What else is known, as :func:`keep_facts` takes it; ``applicant`` says who asks.

    Raises
    ------
    Invalid
        As :func:`keep_facts`.
    """
    access.check_can_keep_inventory()
    told = _checked({"name": name, "kind": kind, **facts})
    facility = Facility(
        vault_key=new_key(),
        external_id=f"REG-{next_number('facility'):04d}",
        state=FacilityState.APPLIED,
        **told,
    )
    facility.save(force_insert=True)
    note_step(facility, at=at)
    audit.record("housing.apply_facility", facility, at=at, fields=sorted(told))
    return facility


@operation
def keep_facts(*, facility_id: UUID, at: datetime, **facts: Any) -> Facility:
    """Write down what is known of a facility; None says that it is not known.

    Raises
    ------
    Invalid
        ``housing.facts``, with the field: a figure that cannot be, an e-mail address that is
        none, ages or hours out of order.
    """
    access.check_can_keep_inventory()
    facility = get_facility(facility_id=facility_id)
    told = _checked(facts, known=facility)
    changed = [name for name, value in told.items() if getattr(facility, name) != value]
    for name in changed:
        setattr(facility, name, told[name])
    if changed:
        facility.save(update_fields=[name.removesuffix("_id") for name in changed])
        audit.record("housing.keep_facts", facility, at=at, fields=sorted(changed))
    return facility


def _checked(facts: Mapping[str, Any], known: Facility | None = None) -> dict[str, Any]:
    unknown = set(facts) - _FACTS
    if unknown:
        raise TypeError(f"no such facts of a facility: {sorted(unknown)}")
    told = {
        name: value.strip() or None if isinstance(value, str) else value
        for name, value in facts.items()
    }

    def after(name: str) -> Any:
        return told[name] if name in told else getattr(known, name, None)

    _require("name", bool(after("name")) and len(after("name")) <= 120)
    _require("kind", after("kind") in FacilityKind.values)
    _require("sex_rule", (after("sex_rule") or SexRule.ANY) in SexRule.values)
    if "sex_rule" in told:
        told["sex_rule"] = told["sex_rule"] or SexRule.ANY
    for name, most in (("declared_places", MOST_PLACES), ("max_nights", 1_000)):
        _require(name, after(name) is None or 1 <= after(name) <= most)
    low, high = after("age_from"), after("age_to")
    _require("age_from", low is None or 0 <= low <= OLDEST)
    _require("age_to", high is None or (low or 0) <= high <= OLDEST)
    money = after("contribution_eur")
    _require(
        "contribution_eur",
        money is None or (Decimal(0) <= money <= MOST_CONTRIBUTION and _cents(money)),
    )
    point = after("latitude"), after("longitude")
    _require("latitude", (point[0] is None) == (point[1] is None))
    _require("latitude", point[0] is None or abs(point[0]) <= 90)
    _require("longitude", point[1] is None or abs(point[1]) <= 180)
    if told.get("contact_email"):
        try:
            validate_email(told["contact_email"])
        except ValidationError as error:
            raise Invalid("housing.contact_email", field="contact_email") from error
    if "languages" in told:
        told["languages"] = list(dict.fromkeys(told["languages"] or ()))
        _require("languages", all(len(code) == 3 and code.isalpha() for code in told["languages"]))
    return told


def _cents(money: Decimal) -> bool:
    return money == money.quantize(Decimal("0.01"))


def _require(name: str, holds: bool) -> None:
    if not holds:
        raise Invalid("housing.facts", field=name)


def note_step(facility: Facility, *, at: datetime, reason: str | None = None) -> RegisterStep:
    """Write down the step a facility just took."""
    step = RegisterStep(
        facility=facility,
        vault_key=facility.vault_key,
        state=facility.state,
        at=at,
        taken_by=current_actor().user_id,
        reason=reason,
    )
    step.save(force_insert=True)
    return step


def _step(facility: Facility, to: str, *, at: datetime, reason: str = "") -> Facility:
    move(facility, to, moves=FACILITY_MOVES, at=at)
    note_step(facility, at=at, reason=short(reason, most=300) or None)
    return facility


@operation
def reapply_facility(*, facility_id: UUID, at: datetime) -> Facility:
    """Take in an application of a facility the register knows: listed, refused or gone."""
    access.check_can_keep_inventory()
    return _step(get_facility(facility_id=facility_id), FacilityState.APPLIED, at=at)


@operation
def examine_facility(*, facility_id: UUID, at: datetime) -> Facility:
    """Begin to examine an application."""
    access.check_can_keep_inventory()
    return _step(get_facility(facility_id=facility_id), FacilityState.EXAMINED, at=at)


@operation
def accredit_facility(*, facility_id: UUID, at: datetime, reason: str = "") -> Facility:
    """Accredit a facility: from now on it has beds to give."""
    access.check_can_accredit()
    facility = get_facility(facility_id=facility_id)
    return _step(facility, FacilityState.ACCREDITED, at=at, reason=reason)


@operation
def refuse_facility(*, facility_id: UUID, reason: str, at: datetime) -> Facility:
    """Refuse an application, with the reason; it may be made again.

    Raises
    ------
    Invalid
        ``housing.reason_required``.
    """
    access.check_can_accredit()
    if not reason.strip():
        raise Invalid("housing.reason_required", field="reason")
    facility = get_facility(facility_id=facility_id)
    return _step(facility, FacilityState.REFUSED, at=at, reason=reason)


@operation
def end_facility(*, facility_id: UUID, reason: str, at: datetime) -> Facility:
    """Take a facility out of the register; its beds are no longer given to anybody.

    Raises
    ------
    Invalid
        ``housing.reason_required``.
    Refused
        ``housing.facility_in_use``: a stay or a hold is there, and beds people sleep in do not
        vanish; ``housing.convention_holds``.
    """
    access.check_can_accredit()
    if not reason.strip():
        raise Invalid("housing.reason_required", field="reason")
    facility = get_facility(facility_id=facility_id)
    used = _count_in_use(facility, at)
    if used:
        raise Refused("housing.facility_in_use", n=used)
    on = timezone.localdate(at)
    if facility.conventions.filter(to_on__gt=on, ended_on=None).exists():
        raise Refused("housing.convention_holds")
    return _step(facility, FacilityState.ENDED, at=at, reason=reason)


def _count_in_use(facility: Facility, at: datetime) -> int:
    stays = Stay.objects.filter(unit__facility=facility, state=StayState.ACTIVE)
    holds = Hold.objects.filter(unit__facility=facility, state=HoldState.ACTIVE, expires_at__gt=at)
    return stays.count() + holds.count()
