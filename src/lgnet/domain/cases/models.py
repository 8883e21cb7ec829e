"""Case files, needs and actions."""

from datetime import datetime
from typing import Any

from django.db import models

from lgnet.domain.cases.enums import ActionKind, CaseState, NeedKind, NeedState, Origin, StateReason
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.tenancy.policies import TENANT
from lgnet.lib.vault.fields import EncryptedText, VaultModel


class CaseFile(TenantObject, VaultModel):
    """A person taken in charge, under a code that says nothing about them."""

    db_policy = TENANT.of("person_id")
    classified = classify(
        none="id vault_key code state opened_at closed_at state_reason next_review_on origin",
        staff="opened_by case_worker",
        link="person",
        identity="summary",
    )

    code = models.CharField(max_length=14)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="cases")
    state = models.CharField(max_length=9, choices=CaseState.choices, default=CaseState.OPEN)
    origin = models.CharField(max_length=9, choices=Origin.choices)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    case_worker = models.UUIDField(null=True)
    next_review_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    state_reason = models.CharField(max_length=11, choices=StateReason.choices, blank=True)
    summary = EncryptedText(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "code"], name="case_code"),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state__in=[CaseState.OPEN, CaseState.SUSPENDED]),
                name="case_one_open_per_person",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "state", "-opened_at", "-id"], name="case_recent"),
            models.Index(fields=["municipality", "case_worker", "state"], name="case_of_worker"),
            models.Index(fields=["municipality", "person"], name="case_person"),
            models.Index(
                fields=["municipality", "next_review_on"],
                condition=models.Q(state=CaseState.OPEN),
                name="case_review",
            ),
        ]

    def as_double(self, at: datetime) -> dict[str, Any]:
        """Return what changes in a file that turns out to double another of the same person."""
        return {
            "state": CaseState.CLOSED,
            "state_reason": StateReason.DOUBLE,
            "closed_at": at,
            "next_review_on": None,
        }


class Need(TenantObject, VaultModel):
    """Something a person needs, until it is met."""

    db_policy = TENANT.of("vault_key")
    classified = classify(
        none="id vault_key state recorded_at changed_at",
        link="case",
        special="kind urgent",
        identity="note",
    )

    case = models.ForeignKey("cases.CaseFile", models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=9, choices=NeedKind.choices)
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=NeedState.choices, default=NeedState.OPEN)
    note = EncryptedText(null=True)
    recorded_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["municipality", "case"], name="need_case")]


class Action(TenantObject):
    """One act of work: kind, minutes, who did it; one or many persons through ``CaseAction``."""

    classified = classify(none="id kind at minutes recorded_at reversed_at", staff="by reversed_by")

    kind = models.CharField(max_length=9, choices=ActionKind.choices)
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    reversed_at = models.DateTimeField(null=True)
    reversed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=1440),
                name="action_minutes_in_a_day",
            )
        ]
        indexes = [models.Index(fields=["municipality", "by", "-at"], name="action_by")]


class CaseAction(TenantObject, VaultModel):
    """What an action meant for one case: its texts are sealed with that person's key."""

    db_policy = TENANT.of("vault_key")
    classified = classify(
        none="id vault_key at", link="case action", identity="note reverse_reason"
    )

    action = models.ForeignKey("cases.Action", models.PROTECT, related_name="parts")
    case = models.ForeignKey("cases.CaseFile", models.PROTECT, related_name="actions")
    at = models.DateTimeField()
    note = EncryptedText(null=True)
    reverse_reason = EncryptedText(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "case"], name="case_action_once")]
        indexes = [
            models.Index(fields=["municipality", "case", "-at", "-id"], name="case_action_recent")
        ]
