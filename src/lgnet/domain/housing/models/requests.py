"""Who asks for a place, and what was proposed to them."""

from django.db import models
from django.db.models import Q

from lgnet.domain.housing.enums import (
    PriorityClass,
    RequestState,
)
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.tenancy.policies import TENANT
from lgnet.lib.vault.fields import EncryptedText, VaultModel


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
