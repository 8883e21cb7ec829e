"""What is kept and lived in: holds and stays."""

from django.db import models
from django.db.models import F, Q

from lgnet.domain.housing.enums import (
    AnsweredBy,
    DeclineReason,
    Destination,
    HoldState,
    OfferState,
    StayState,
)
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.tenancy.policies import TENANT, TENANT_APPEND_ONLY
from lgnet.lib.vault.fields import EncryptedText, VaultModel

MOST_EXTENSIONS = 3


class Hold(TenantObject, VaultModel):
    """All the beds of a household kept for a while; ``expires_at`` is judged at use."""

    classified = classify(
        none="id vault_key request unit run from_on to_on state held_at expires_at ended_at",
        identity="end_reason",
        staff="held_by",
    )

    request = models.ForeignKey("housing.HousingRequest", models.PROTECT, related_name="holds")
    unit = models.ForeignKey("housing.Unit", models.PROTECT, related_name="holds")
    run = models.ForeignKey("housing.ProposalRun", models.PROTECT, null=True, related_name="holds")
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


class HoldExtension(TenantObject, VaultModel):
    """A hold kept longer, and why; the number makes the limit one of the database."""

    db_policy = TENANT_APPEND_ONLY.of("vault_key").only_system("UPDATE")
    classified = classify(
        none="id vault_key hold number until_before until at", identity="reason", staff="by"
    )

    hold = models.ForeignKey("housing.Hold", models.PROTECT, related_name="extensions")
    number = models.PositiveSmallIntegerField()
    until_before = models.DateTimeField()
    until = models.DateTimeField()
    reason = EncryptedText()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hold", "number"], name="hold_extension_once"),
            models.CheckConstraint(
                condition=Q(
                    number__gte=1, number__lte=MOST_EXTENSIONS, until__gt=F("until_before")
                ),
                name="hold_extension_few",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "hold"], name="hold_extension_hold")]


class Offer(TenantObject, VaultModel):
    """What was kept, put to the household in its language; it lasts as long as the hold."""

    db_policy = TENANT.of("vault_key")
    classified = classify(
        none="id vault_key hold language state made_at until answered_at answered_how",
        identity="words",
        staff="made_by answered_by",
        special="decline_reason",
    )

    hold = models.ForeignKey("housing.Hold", models.PROTECT, related_name="offers")
    language = models.CharField(max_length=3)
    state = models.CharField(max_length=9, choices=OfferState.choices, default=OfferState.OPEN)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_how = models.CharField(max_length=4, choices=AnsweredBy.choices, blank=True)
    answered_by = models.UUIDField(null=True)
    decline_reason = models.CharField(max_length=9, choices=DeclineReason.choices, blank=True)
    words = EncryptedText(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hold"],
                condition=Q(state__in=[OfferState.OPEN, OfferState.ACCEPTED]),
                name="offer_one_per_hold",
            ),
            models.CheckConstraint(
                condition=~Q(state=OfferState.DECLINED) | ~Q(decline_reason=""),
                name="offer_declined_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "hold"], name="offer_hold")]


class Stay(TenantObject, VaultModel):
    """A household's time in a unit; ``arrived_on`` is empty until somebody saw them come in.

    After a transfer inside the city the next stay of the same request ``follows`` this one.
    """

    classified = classify(
        none="id vault_key request unit state from_on to_on expected_to_on started_at ended_at"
        " destination days_waited arrived_on arrived_at follows",
        identity="cancel_reason end_note",
        staff="started_by arrived_by ended_by",
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
    arrived_on = models.DateField(null=True)
    arrived_at = models.DateTimeField(null=True)
    arrived_by = models.UUIDField(null=True)
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="followed_by", editable=False
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    destination = models.CharField(max_length=9, choices=Destination.choices, blank=True)
    end_note = EncryptedText(null=True)
    cancel_reason = EncryptedText(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="stay_in_order"
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=~Q(state=StayState.CANCELLED) & Q(follows=None),
                name="stay_one_per_request",
            ),
            models.CheckConstraint(
                condition=Q(arrived_on=None) | Q(arrived_on__gte=F("from_on")),
                name="stay_arrived_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "state", "from_on"], name="stay_state"),
            models.Index(fields=["municipality", "household"], name="stay_household"),
        ]
