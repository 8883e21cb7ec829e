"""What is kept and lived in: holds and stays."""

from django.db import models
from django.db.models import F, Q

from lgnet.domain.housing.enums import (
    Destination,
    HoldState,
    StayState,
)
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.vault.fields import EncryptedText, VaultModel


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
