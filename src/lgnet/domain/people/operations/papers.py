"""Numbers, titles to stay, vulnerable categories."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from lgnet.domain.people import access, bridge, values
from lgnet.domain.people.enums import IdentifierKind, UnknownReason
from lgnet.domain.people.models import Identifier, LegalStatusPeriod, Vulnerability
from lgnet.domain.people.operations.common import (
    add_tokens,
    changeable,
    check_may_change,
    choice,
    locked,
)
from lgnet.domain.people.titles import title as title_of
from lgnet.domain.people.vulnerabilities import VERSION as VULNERABILITY_VERSION
from lgnet.domain.people.vulnerabilities import category as category_of
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.errors import Invalid, NotFound, Refused


@operation
def add_identifier(
    *, person_id: UUID, kind: str, value: str = "", unknown_reason: str = "", at: datetime
) -> Identifier:
    """Write down a number that names a person, or why it is not known.

    Raises
    ------
    Invalid
        Neither or both were given, the check letter does not fit, or it is there already.
    """
    access.check_can_register()
    choice(kind, IdentifierKind, field="kind")
    if bool(value.strip()) == bool(unknown_reason):
        raise Invalid("people.value_or_reason", field="value")
    if unknown_reason:
        choice(unknown_reason, UnknownReason, field="unknown_reason")
    kept = values.identifier(kind, value) if value.strip() else None
    person = locked(person_id)
    present = Identifier.objects.filter(person=person, kind=kind).order_by("id")
    if kept and any(row.value == kept for row in present):
        raise Invalid("people.identifier_twice", field="value")
    row = Identifier.objects.create(
        person=person,
        vault_key=person.vault_key,
        kind=kind,
        value=kept,
        unknown_reason=unknown_reason,
        recorded_at=at,
    )
    if kept:
        add_tokens(person, bridge.number_tokens(kept))
    audit.record("people.identifier_added", row, at=at, subject=person, fields=[kind])
    return row


def checked_title(
    *,
    title: str,
    on: date,
    from_on: date | None = None,
    to_on: date | None = None,
    number: str | None = None,
    unknown_reason: str = "",
) -> str | None:
    """Check a title as :func:`add_title` takes it on a day; return its number as kept."""
    found = title_of(title)
    begins = values.day(from_on, field="from_on", on=on)
    ends = values.day(to_on, field="to_on", on=on)
    if begins and ends and ends <= begins:
        raise Invalid("people.title_ends_first", field="to_on")
    if begins and not found.held(on=begins):
        raise Invalid("people.title_not_in_force", field="title")
    if unknown_reason:
        choice(unknown_reason, UnknownReason, field="unknown_reason")
    return values.identifier(IdentifierKind.PERMIT, number) if number else None


@operation
def add_title(
    *,
    person_id: UUID,
    title: str,
    at: datetime,
    from_on: date | None = None,
    to_on: date | None = None,
    number: str | None = None,
    unknown_reason: str = "",
    renews: UUID | None = None,
) -> LegalStatusPeriod:
    """Add a title to a person's legal history; earlier ones stay as they were.

    Parameters
    ----------
    renews
        For a receipt, the title of the same person whose renewal was asked for.

    Raises
    ------
    Invalid
        Unknown title, one that did not exist on that day, days in the wrong order or absurd;
        ``people.renews_what``: only a receipt renews, and a title that is none.
    """
    access.check_can_register()
    kept = checked_title(
        title=title,
        from_on=from_on,
        to_on=to_on,
        number=number,
        unknown_reason=unknown_reason,
        on=localdate(at),
    )
    person = changeable(person_id)
    if renews is not None:
        _check_renewal(title, renews, person_id)
    row = LegalStatusPeriod.objects.create(
        person=person,
        vault_key=person.vault_key,
        title=title,
        from_on=from_on,
        to_on=to_on,
        number=kept,
        renews_id=renews,
        unknown_reason=unknown_reason,
        recorded_at=at,
    )
    if kept:
        add_tokens(person, bridge.number_tokens(kept))
    audit.record("people.title_added", row, at=at, subject=person, fields=["title", "to_on"])
    return row


def _check_renewal(title: str, renews: UUID, person_id: UUID) -> None:
    row = LegalStatusPeriod.objects.filter(pk=renews, person_id=person_id).first()
    if row is None or not title_of(title).receipt or title_of(row.title).receipt:
        raise Invalid("people.renews_what", field="renews")


@operation
def add_vulnerability(
    *,
    person_id: UUID,
    category: str,
    assessed_on: date,
    at: datetime,
    assessed_by: str = "",
    ascertained: bool = False,
) -> Vulnerability:
    """Write down a category of art. 17 that somebody assessed on a day.

    Raises
    ------
    Invalid
        Unknown category, not in force on that day, a day to come, or a finding that is missing.
    """
    access.check_can_register()
    found = category_of(category, on=assessed_on)
    if assessed_on > localdate(at):
        raise Invalid("people.date_to_come", field="assessed_on")
    if found.needs_assessment and not (ascertained and assessed_by.strip()):
        raise Invalid("people.finding_needed", field="assessed_by")
    person = changeable(person_id)
    row = Vulnerability.objects.create(
        person=person,
        category=category,
        assessed_on=assessed_on,
        vault_key=person.vault_key,
        assessed_by=(values.name(assessed_by, field="assessed_by") or "")[:80] or None,
        ascertained=ascertained,
        rule_set=VULNERABILITY_VERSION,
        recorded_at=at,
    )
    audit.record("people.vulnerability_added", row, at=at, subject=person, fields=["category"])
    return row


@operation
def end_vulnerability(
    *, vulnerability_id: UUID, on: date, at: datetime, person_id: UUID | None = None
) -> None:
    """Say since when a category no longer holds; it stays in the history.

    Parameters
    ----------
    person_id
        Whose it must be, when it is named by way of a person.
    """
    access.check_can_register()
    row = Vulnerability.objects.select_for_update(of=("self",)).filter(pk=vulnerability_id).first()
    if row is None or (person_id and row.person_id != person_id):
        known = Vulnerability.objects.filter(pk=vulnerability_id)
        check_may_change(known.values_list("person_id", flat=True))
        raise NotFound("people.no_such_vulnerability")
    if row.ended_on is not None:
        raise Refused("people.vulnerability_ended")
    if not row.assessed_on <= on <= localdate(at):
        raise Invalid("people.date_absurd", field="on")
    row.ended_on = on
    row.save(update_fields=["ended_on"])
    audit.record(
        "people.vulnerability_ended", row, at=at, subject=row.person_id, fields=["ended_on"]
    )
