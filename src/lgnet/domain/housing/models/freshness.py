"""Who confirmed a facility's picture when, the links it does so by, and what it says is wrong."""

from django.db import models
from django.db.models import F, Q

from lgnet.domain.housing.enums import ConfirmationWay, DiscrepancyKind, DiscrepancyOutcome
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.tenancy.policies import TENANT_APPEND_ONLY


class ConfirmationLink(TenantObject):
    """A link by which one facility says, without an account, whether the picture is true.

    The address is a signature over the row's id and nothing else, so it is not kept anywhere.
    ``nudged_on`` is the day a job asked by it: one a facility and day.
    """

    classified = classify(
        none="id facility made_at expires_at revoked_at nudged_on sent_at answers answered_at",
        staff="made_by",
    )

    facility = models.ForeignKey("housing.Facility", models.PROTECT, related_name="links")
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    nudged_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    answers = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "nudged_on"],
                condition=Q(nudged_on__isnull=False),
                name="link_one_nudge_a_day",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="link_expires_after_it_is_made"
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "facility", "-made_at"], name="link_facility")
        ]


class Confirmation(TenantObject):
    """Somebody said that a facility's picture was true at a moment."""

    db_policy = TENANT_APPEND_ONLY
    classified = classify(none="id facility at way link", staff="said_by")

    facility = models.ForeignKey("housing.Facility", models.PROTECT, related_name="confirmations")
    at = models.DateTimeField()
    way = models.CharField(max_length=4, choices=ConfirmationWay.choices)
    said_by = models.UUIDField(null=True)
    link = models.ForeignKey("housing.ConfirmationLink", models.PROTECT, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "facility", "-at"], name="confirmation_facility")
        ]


class Discrepancy(TenantObject):
    """What a facility says is not as the picture has it; somebody at the desk settles it.

    Said again while it is open, the last word stands.
    """

    classified = classify(
        none="id facility unit kind link believed told raised_at settled_at outcome",
        staff="settled_by",
    )

    facility = models.ForeignKey("housing.Facility", models.PROTECT, related_name="discrepancies")
    unit = models.ForeignKey("housing.Unit", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=7, choices=DiscrepancyKind.choices)
    link = models.ForeignKey("housing.ConfirmationLink", models.PROTECT, null=True)
    believed = models.PositiveSmallIntegerField(null=True)
    told = models.PositiveSmallIntegerField(null=True)
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=6, choices=DiscrepancyOutcome.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "unit", "kind"],
                condition=Q(settled_at=None),
                nulls_distinct=False,
                name="discrepancy_open_once",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="")
                | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="discrepancy_settled_with_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "raised_at"],
                condition=Q(settled_at=None),
                name="discrepancy_open",
            )
        ]
