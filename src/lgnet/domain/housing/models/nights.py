"""Night by night: what takes a bed, who slept in it, who was not in."""

from datetime import date, datetime
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from lgnet.domain.housing.enums import (
    BlockReason,
    OccupancyKind,
)
from lgnet.lib.db import DateSpan
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantModel, TenantObject
from lgnet.lib.tenancy.policies import TENANT, TENANT_APPEND_ONLY, TENANT_DELETABLE


class Occupancy(TenantObject):
    """A bed taken for half-open nights by a hold, a stay or a block.

    Two exclusion constraints refuse two takers of one bed and two beds for one person, whatever
    the code forgets; an occupancy that ended early keeps the nights it had and one that never
    began is ``released``.
    """

    classified = classify(
        none="id bed kind from_on to_on hold stay upkeep reason released", link="person"
    )

    bed = models.ForeignKey("housing.Bed", models.PROTECT, related_name="occupancies")
    kind = models.CharField(max_length=5, choices=OccupancyKind.choices)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="occupancies"
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    hold = models.ForeignKey("housing.Hold", models.PROTECT, null=True, related_name="occupancies")
    stay = models.ForeignKey("housing.Stay", models.PROTECT, null=True, related_name="occupancies")
    upkeep = models.ForeignKey("housing.Upkeep", models.PROTECT, null=True, related_name="blocks")
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
                | Q(kind=OccupancyKind.HOLD, hold__isnull=False, stay=None, upkeep=None)
                | Q(kind=OccupancyKind.STAY, stay__isnull=False, upkeep=None),
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
    """A night somebody slept in a bed, recorded once; even turns say so, odd ones take it back.

    Nothing is edited: a night counted by mistake gets a row more, whose ``reason`` is a code, and
    one that happened after all another. Sums over nights add ``BedNight.sign``.
    """

    db_policy = TENANT_APPEND_ONLY
    classified = classify(
        none="id stay bed night turn reason recorded_at", link="person", staff="recorded_by"
    )

    id = models.BigAutoField(primary_key=True)
    stay = models.ForeignKey("housing.Stay", models.PROTECT, related_name="nights")
    bed = models.ForeignKey("housing.Bed", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    night = models.DateField()
    turn = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=20, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "night", "turn"], name="bed_night_once"),
            models.CheckConstraint(condition=Q(reason__regex="^[a-z_]*$"), name="bed_night_code"),
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


class PresenceCard(TenantObject):
    """A card somebody shows in the evening: its code is kept as a keyed token only, and no name."""

    db_policy = TENANT.of("person_id")
    classified = classify(
        none="id code_token made_at revoked_at", link="person", staff="made_by revoked_by"
    )

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="presence_cards")
    code_token = models.BinaryField(max_length=16)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "code_token"], name="card_code_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at=None), name="card_one_per_person"
            ),
        ]

    def as_double(self, at: datetime) -> dict[str, Any]:
        """Return what changes in a card when its person turns out to have another."""
        return {"revoked_at": at}


class CardReading(TenantObject):
    """A card was read on an evening: its person is in, said once for a night."""

    db_policy = TENANT_APPEND_ONLY
    classified = classify(none="id card night read_at", link="person", staff="read_by")

    card = models.ForeignKey("housing.PresenceCard", models.PROTECT, related_name="readings")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    night = models.DateField()
    read_at = models.DateTimeField()
    read_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "night"], name="card_read_once"),
        ]
        indexes = [models.Index(fields=["municipality", "night"], name="card_reading_night")]
