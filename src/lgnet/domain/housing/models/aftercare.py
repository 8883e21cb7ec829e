"""What goes with a stay and comes after it: money, the exit questionnaire, the follow-ups."""

from django.db import models
from django.db.models import Q

from lgnet.domain.housing.enums import (
    ContributionKind,
    Corrected,
    FollowUpOutcome,
    FollowUpState,
    Grade,
)
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.tenancy.policies import TENANT, TENANT_APPEND_ONLY
from lgnet.lib.vault.fields import EncryptedText, VaultModel


class ContributionLine(TenantObject, VaultModel):
    """One line of what a household gives towards its stay; a mistake is a counter-line.

    ``AGREED`` is how much a month from a day on, until the next one; ``PAID`` and ``WAIVED`` are
    amounts of a day. A counter-line has the amount with the other sign.
    """

    db_policy = TENANT_APPEND_ONLY.of("vault_key").only_system("UPDATE")
    classified = classify(
        none="id vault_key stay kind amount on at reverses", identity="reason", staff="by"
    )

    stay = models.ForeignKey("housing.Stay", models.PROTECT, related_name="contribution")
    kind = models.CharField(max_length=6, choices=ContributionKind.choices)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    on = models.DateField()
    reason = EncryptedText(null=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", editable=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reverses=None, amount__gt=0)
                | Q(reverses=None, amount=0, kind=ContributionKind.AGREED)
                | Q(reverses__isnull=False, amount__lte=0),
                name="contribution_sign",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "stay", "on"], name="contribution_stay")]


class StayCorrection(TenantObject, VaultModel):
    """Why something about a stay was taken back; what was taken back is where it was written."""

    db_policy = TENANT_APPEND_ONLY.of("vault_key").only_system("UPDATE")
    classified = classify(none="id vault_key stay what at", identity="reason", staff="by")

    stay = models.ForeignKey("housing.Stay", models.PROTECT, related_name="corrections")
    what = models.CharField(max_length=9, choices=Corrected.choices)
    reason = EncryptedText()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["municipality", "stay", "at"], name="correction_stay")]


class ExitQuestionnaire(TenantObject, VaultModel):
    """What people say of the stay when they leave; every answer may be left out."""

    db_policy = TENANT.of("vault_key")
    classified = classify(
        none="id vault_key stay asked_at helpful safe ready", identity="words", staff="asked_by"
    )

    stay = models.OneToOneField("housing.Stay", models.PROTECT, related_name="questionnaire")
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    helpful = models.CharField(max_length=6, choices=Grade.choices, blank=True)
    safe = models.CharField(max_length=6, choices=Grade.choices, blank=True)
    ready = models.CharField(max_length=6, choices=Grade.choices, blank=True)
    words = EncryptedText(null=True)


class FollowUp(TenantObject, VaultModel):
    """How people are six and twelve months after they left; planned when they leave."""

    db_policy = TENANT.of("vault_key")
    classified = classify(
        none="id vault_key stay months due_on state done_on recorded_at",
        identity="note",
        staff="recorded_by",
        trait="outcome",
    )

    stay = models.ForeignKey("housing.Stay", models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    state = models.CharField(
        max_length=7, choices=FollowUpState.choices, default=FollowUpState.PLANNED
    )
    done_on = models.DateField(null=True)
    outcome = models.CharField(max_length=11, choices=FollowUpOutcome.choices, blank=True)
    note = EncryptedText(null=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stay", "months"], name="follow_up_once"),
            models.CheckConstraint(condition=Q(months__in=[6, 12]), name="follow_up_months"),
            models.CheckConstraint(
                condition=~Q(state=FollowUpState.DONE)
                | (Q(done_on__isnull=False) & ~Q(outcome="")),
                name="follow_up_done_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "state", "due_on", "id"], name="follow_up_due")
        ]
