"""Inventory: facilities, units, beds; and what takes a bed."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from lgnet.domain.housing.enums import (
    BlockReason,
    Destination,
    FacilityKind,
    HoldState,
    OccupancyKind,
    PriorityClass,
    RequestState,
    SexRule,
    StayState,
    UnitKind,
)
from lgnet.lib.db import DateSpan
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantModel, TenantObject
from lgnet.lib.tenancy.policies import TENANT, TENANT_APPEND_ONLY, TENANT_DELETABLE
from lgnet.lib.vault.fields import EncryptedText, VaultModel


class Facility(TenantObject, VaultModel):
    """A place with rooms; the address is sealed, for a protected one may not be known."""

    classified = classify(
        none="id vault_key external_id name kind sex_rule accessible secret max_nights body active"
        " latitude longitude confirmed_at languages",
        identity="address phone",
        staff="confirmed_by",
    )

    external_id = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=9, choices=FacilityKind.choices)
    sex_rule = models.CharField(max_length=14, choices=SexRule.choices, default=SexRule.ANY)
    address = EncryptedText(null=True)
    phone = EncryptedText(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accessible = models.BooleanField(default=False)
    secret = models.BooleanField(default=False)
    max_nights = models.PositiveSmallIntegerField(null=True)
    languages = ArrayField(models.CharField(max_length=3), default=list)
    body = models.ForeignKey("network.Organisation", models.PROTECT, null=True, related_name="+")
    active = models.BooleanField(default=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "external_id"], name="facility_external_id"
            )
        ]


class Unit(TenantObject):
    """A room, or a flat given to one household at a time when ``exclusive``."""

    classified = classify(
        none="id facility external_id name kind exclusive sex_rule accessible own_bathroom own_kitchen"
        " position"
    )

    facility = models.ForeignKey("housing.Facility", models.PROTECT, related_name="units")
    external_id = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=4, choices=UnitKind.choices)
    exclusive = models.BooleanField(default=False)
    sex_rule = models.CharField(max_length=14, choices=SexRule.choices, default=SexRule.ANY)
    accessible = models.BooleanField(default=False)
    own_bathroom = models.BooleanField(default=False)
    own_kitchen = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facility", "external_id"], name="unit_external_id")
        ]
        indexes = [
            models.Index(fields=["municipality", "facility", "position"], name="unit_facility")
        ]


class Bed(TenantObject):
    """One place to sleep."""

    classified = classify(none="id unit label usable")

    unit = models.ForeignKey("housing.Unit", models.PROTECT, related_name="beds")
    label = models.CharField(max_length=20)
    usable = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "label"], name="bed_label")]
        indexes = [models.Index(fields=["municipality", "unit"], name="bed_unit")]


class HousingRequest(TenantObject, VaultModel):
    """A household asks for a place; typed reasons are sealed with the key of the case's person."""

    db_policy = TENANT.of("vault_key", unfrozen=("UPDATE",))
    classified = classify(
        none="id vault_key state opened_at priority_class from_on needed_by expected_nights"
        " decided_at",
        identity="class_reason withdraw_reason",
        staff="opened_by",
        link="case household",
        special="needs_accessible women_only secret_address",
        trait="persons wants_kitchen wants_bathroom shares_room",
        location="near_latitude near_longitude max_minutes",
    )

    case = models.ForeignKey("cases.CaseFile", models.PROTECT, related_name="housing_requests")
    household = models.ForeignKey(
        "people.Household", models.PROTECT, related_name="housing_requests"
    )
    state = models.CharField(
        max_length=9, choices=RequestState.choices, default=RequestState.WAITING
    )
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    persons = models.PositiveSmallIntegerField()
    priority_class = models.CharField(max_length=1, choices=PriorityClass.choices)
    class_reason = EncryptedText(null=True)
    from_on = models.DateField()
    needed_by = models.DateField(null=True)
    expected_nights = models.PositiveSmallIntegerField(default=120)
    needs_accessible = models.BooleanField(default=False)
    women_only = models.BooleanField(default=False)
    secret_address = models.BooleanField(default=False)
    wants_kitchen = models.BooleanField(default=False)
    wants_bathroom = models.BooleanField(default=False)
    shares_room = models.BooleanField(default=False)
    near_latitude = models.FloatField(null=True)
    near_longitude = models.FloatField(null=True)
    max_minutes = models.PositiveSmallIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    withdraw_reason = EncryptedText(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(state__in=[RequestState.WAITING, RequestState.HELD]),
                name="request_one_open_per_household",
            ),
            models.CheckConstraint(condition=Q(persons__gte=1), name="request_somebody"),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "state", "priority_class", "opened_at", "id"],
                name="request_queue",
            ),
            models.Index(fields=["municipality", "case"], name="request_case"),
        ]


class ProposalRun(TenantObject, VaultModel):
    """What the machine proposed for a request, kept with what it saw: who decides can look back."""

    db_policy = TENANT.of("vault_key", unfrozen=("UPDATE",))
    classified = classify(
        none="id vault_key request at rule_set input_hash chosen_rank decided_at",
        identity="decision_reason",
        special="options excluded recipients",
        staff="asked_by decided_by",
    )

    request = models.ForeignKey("housing.HousingRequest", models.PROTECT, related_name="runs")
    at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    rule_set = models.CharField(max_length=40)
    input_hash = models.CharField(max_length=64)
    options = models.JSONField(default=list)
    excluded = models.JSONField(default=list)
    recipients = models.JSONField(default=list)
    chosen_rank = models.PositiveSmallIntegerField(null=True)
    decision_reason = EncryptedText(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["municipality", "request", "-at"], name="run_request")]


class Hold(TenantObject, VaultModel):
    """All the beds of a household kept for a while; ``expires_at`` is judged at use."""

    classified = classify(
        none="id vault_key request unit from_on to_on state held_at expires_at ended_at",
        identity="end_reason",
        staff="held_by",
    )

    request = models.ForeignKey("housing.HousingRequest", models.PROTECT, related_name="holds")
    unit = models.ForeignKey("housing.Unit", models.PROTECT, related_name="holds")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=HoldState.choices, default=HoldState.ACTIVE)
    held_at = models.DateTimeField()
    held_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = EncryptedText(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(state=HoldState.ACTIVE), name="hold_one_per_request"
            )
        ]
        indexes = [
            models.Index(fields=["municipality", "state", "expires_at", "id"], name="hold_expiry"),
            models.Index(fields=["municipality", "unit"], name="hold_unit"),
        ]


class Stay(TenantObject, VaultModel):
    """A household's time in a unit."""

    classified = classify(
        none="id vault_key request unit state from_on to_on expected_to_on started_at ended_at"
        " destination days_waited",
        identity="cancel_reason",
        staff="started_by",
        link="household",
    )

    request = models.ForeignKey("housing.HousingRequest", models.PROTECT, related_name="stays")
    household = models.ForeignKey("people.Household", models.PROTECT, related_name="stays")
    unit = models.ForeignKey("housing.Unit", models.PROTECT, related_name="stays")
    state = models.CharField(max_length=9, choices=StayState.choices, default=StayState.ACTIVE)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    expected_to_on = models.DateField(null=True)
    started_at = models.DateTimeField()
    started_by = models.UUIDField(null=True)
    days_waited = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True)
    destination = models.CharField(max_length=9, choices=Destination.choices, blank=True)
    cancel_reason = EncryptedText(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="stay_in_order"
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=~Q(state=StayState.CANCELLED),
                name="stay_one_per_request",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "state", "from_on"], name="stay_state"),
            models.Index(fields=["municipality", "household"], name="stay_household"),
        ]


class Occupancy(TenantObject):
    """A bed taken for half-open nights by a hold, a stay or a block.

    Two exclusion constraints refuse two takers of one bed and two beds for one person, whatever
    the code forgets; an occupancy that ended early keeps the nights it had and one that never
    began is ``released``.
    """

    classified = classify(none="id bed kind from_on to_on hold stay reason released", link="person")

    bed = models.ForeignKey("housing.Bed", models.PROTECT, related_name="occupancies")
    kind = models.CharField(max_length=5, choices=OccupancyKind.choices)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="occupancies"
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    hold = models.ForeignKey("housing.Hold", models.PROTECT, null=True, related_name="occupancies")
    stay = models.ForeignKey("housing.Stay", models.PROTECT, null=True, related_name="occupancies")
    reason = models.CharField(max_length=9, choices=BlockReason.choices, blank=True)
    released = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="bed_taken_once",
                expressions=[
                    ("bed", RangeOperators.EQUAL),
                    (DateSpan(F("from_on"), F("to_on")), RangeOperators.OVERLAPS),
                ],
                condition=Q(released=False),
            ),
            ExclusionConstraint(
                name="person_one_bed",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (DateSpan(F("from_on"), F("to_on")), RangeOperators.OVERLAPS),
                ],
                condition=Q(released=False, person__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(kind=OccupancyKind.BLOCK, hold=None, stay=None)
                | Q(kind=OccupancyKind.HOLD, hold__isnull=False, stay=None)
                | Q(kind=OccupancyKind.STAY, stay__isnull=False),
                name="occupancy_has_its_cause",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "bed", "from_on"], name="occupancy_bed"),
            models.Index(fields=["municipality", "hold"], name="occupancy_hold"),
            models.Index(fields=["municipality", "stay"], name="occupancy_stay"),
            models.Index(
                fields=["municipality", "to_on"],
                condition=Q(released=False),
                name="occupancy_until",
            ),
        ]

    def is_past(self, on: date) -> bool:
        """Tell whether it was over on a day."""
        return self.released or (self.to_on is not None and self.to_on <= on)


class BedNight(TenantModel):
    """A night somebody slept in a bed; the key ``stay:person:date`` makes recording it twice once."""

    db_policy = TENANT_APPEND_ONLY
    classified = classify(none="id stay bed night recorded_at", link="person")

    id = models.BigAutoField(primary_key=True)
    stay = models.ForeignKey("housing.Stay", models.PROTECT, related_name="nights")
    bed = models.ForeignKey("housing.Bed", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    night = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "night"], name="bed_night_once"),
        ]
        indexes = [models.Index(fields=["municipality", "stay", "night"], name="bed_night_stay")]


class EveningCheck(TenantObject):
    """Somebody looked who was in on a night; said again, the last word stands."""

    classified = classify(none="id facility night checked_at", staff="checked_by")

    facility = models.ForeignKey("housing.Facility", models.PROTECT, related_name="evenings")
    night = models.DateField()
    checked_at = models.DateTimeField()
    checked_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facility", "night"], name="evening_once"),
        ]
        indexes = [models.Index(fields=["municipality", "night"], name="evening_night")]


class Absence(TenantObject):
    """Somebody expected who was not in on a night: no bed night is recorded for them."""

    db_policy = TENANT_DELETABLE
    classified = classify(none="id evening night", link="person")

    evening = models.ForeignKey("housing.EveningCheck", models.PROTECT, related_name="absences")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    night = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "night"], name="absence_once"),
        ]
        indexes = [models.Index(fields=["municipality", "night"], name="absence_night")]

    def is_past(self, on: date) -> bool:
        """Tell whether the night was before a day."""
        return self.night < on
