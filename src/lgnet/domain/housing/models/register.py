"""The open register: steps of a facility in it, conventions, upkeep, what others counted."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from lgnet.domain.housing.enums import (
    ConventionEnd,
    FacilityState,
    NoCig,
    UpkeepKind,
    UpkeepOutcome,
)
from lgnet.lib.db import DateSpan
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.tenancy.policies import TENANT_APPEND_ONLY
from lgnet.lib.vault.fields import EncryptedText, VaultModel


class RegisterStep(TenantObject, VaultModel):
    """A step of a facility in the register: who took it, when and, for a refusal, why."""

    db_policy = TENANT_APPEND_ONLY.only_system("UPDATE")
    classified = classify(
        none="id vault_key facility state at", identity="reason", staff="taken_by"
    )

    facility = models.ForeignKey("housing.Facility", models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=FacilityState.choices)
    at = models.DateTimeField()
    taken_by = models.UUIDField(null=True)
    reason = EncryptedText(null=True)

    class Meta:
        indexes = [models.Index(fields=["municipality", "facility", "-at"], name="step_facility")]


class Convention(TenantObject):
    """What the Comune agreed with a facility for some days: places, daily rate, CIG.

    ``to_on`` is the first day after; one that ended earlier has ``ended_on``. Two never hold for
    one facility on one day; a renewal names the one before.
    """

    classified = classify(
        none="id facility renews body cig no_cig places daily_rate pays_empty from_on to_on"
        " ended_on end_reason recorded_at",
        staff="recorded_by",
    )

    facility = models.ForeignKey("housing.Facility", models.PROTECT, related_name="conventions")
    renews = models.OneToOneField(
        "housing.Convention", models.PROTECT, null=True, related_name="renewed_by"
    )
    body = models.ForeignKey("network.Organisation", models.PROTECT, null=True, related_name="+")
    cig = models.CharField(max_length=10, blank=True)
    no_cig = models.CharField(max_length=9, choices=NoCig.choices, blank=True)
    places = models.PositiveSmallIntegerField()
    daily_rate = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    pays_empty = models.BooleanField(default=False)
    from_on = models.DateField()
    to_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=8, choices=ConventionEnd.choices, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="convention_in_order"),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="")
                | (Q(ended_on__gte=F("from_on"), ended_on__lte=F("to_on")) & ~Q(end_reason="")),
                name="convention_end_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(cig__regex=r"^[0-9A-Z]{10}$", no_cig="") | (Q(cig="") & ~Q(no_cig="")),
                name="convention_cig_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1) & (Q(daily_rate=None) | Q(daily_rate__gte=0)),
                name="convention_figures",
            ),
            ExclusionConstraint(
                name="convention_one_at_a_time",
                expressions=[
                    ("facility", RangeOperators.EQUAL),
                    (
                        DateSpan(F("from_on"), Coalesce(F("ended_on"), F("to_on"))),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "facility", "from_on"], name="convention_facility")
        ]

    @property
    def until(self) -> date:
        """The first day on which it no longer holds."""
        return self.ended_on or self.to_on

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on a day."""
        return self.from_on <= day < self.until


class Upkeep(TenantObject, VaultModel):
    """Works, an inspection or damage in a facility, with the nights and beds it blocks."""

    classified = classify(
        none="id vault_key facility unit kind from_on to_on opened_at closed_at outcome",
        identity="note",
        staff="opened_by closed_by",
    )

    facility = models.ForeignKey("housing.Facility", models.PROTECT, related_name="upkeeps")
    unit = models.ForeignKey("housing.Unit", models.PROTECT, null=True, related_name="upkeeps")
    kind = models.CharField(max_length=7, choices=UpkeepKind.choices)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    note = EncryptedText(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=8, choices=UpkeepOutcome.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="upkeep_in_order"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="upkeep_closed_with_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "facility", "-from_on"], name="upkeep_facility")
        ]


class Reading(TenantObject):
    """What a list from outside says of a facility on a day: places, people present, or not known."""

    classified = classify(none="id facility read_on places present")

    facility = models.ForeignKey("housing.Facility", models.PROTECT, related_name="readings")
    read_on = models.DateField()
    places = models.PositiveSmallIntegerField(null=True)
    present = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facility", "read_on"], name="reading_once"),
        ]
