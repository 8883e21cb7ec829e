"""Who asks for a place, and what was proposed to them."""

from django.db import models
from django.db.models import F, Q

from lgnet.domain.housing.enums import (
    Demand,
    NeedKind,
    NeedPurpose,
    PriorityClass,
    RequestState,
)
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.tenancy.policies import TENANT, TENANT_APPEND_ONLY
from lgnet.lib.vault.fields import EncryptedText, VaultModel

# Where the 75th percentile of a log-normal stay lies between its 50th (0) and its 90th (1).
_P75 = 0.6745 / 1.2816


class HousingRequest(TenantObject, VaultModel):
    """A household asks for a place; typed reasons are sealed with the key of the case's person.

    The class is the one that holds, with the line of the published table it was set by; what it
    was before is in :class:`EarlierClass`. ``opened_at`` is the clock of the wait: nothing moves it.
    """

    db_policy = TENANT.of("vault_key", unfrozen=("UPDATE",))
    classified = classify(
        none="id vault_key state opened_at priority_class class_rules class_set_at from_on needed_by"
        " nights_p50 nights_p90 decided_at",
        identity="class_reason withdraw_reason",
        staff="opened_by class_set_by",
        link="case household",
        special="needs_accessible women_only secret_address class_line",
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
    class_line = models.CharField(max_length=24, blank=True)
    class_rules = models.CharField(max_length=20, blank=True)
    class_reason = EncryptedText(null=True)
    class_set_at = models.DateTimeField()
    class_set_by = models.UUIDField(null=True)
    from_on = models.DateField()
    needed_by = models.DateField(null=True)
    nights_p50 = models.PositiveSmallIntegerField()
    nights_p90 = models.PositiveSmallIntegerField()
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
            models.CheckConstraint(
                condition=Q(nights_p50__gte=1, nights_p90__gte=F("nights_p50")),
                name="request_nights_in_order",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "state", "priority_class", "opened_at", "id"],
                name="request_queue",
            ),
            models.Index(fields=["municipality", "case"], name="request_case"),
        ]

    @property
    def expected_nights(self) -> int:
        """How many nights to plan with: three stays of four are shorter."""
        return round(self.nights_p50 * (self.nights_p90 / self.nights_p50) ** _P75)


class EarlierClass(TenantObject, VaultModel):
    """A class a request had, by which line and why, until somebody set another."""

    db_policy = TENANT_APPEND_ONLY.of("vault_key").only_system("UPDATE")
    classified = classify(
        none="id vault_key request priority_class class_rules set_at ended_at",
        identity="reason",
        staff="set_by ended_by",
        special="class_line",
    )

    request = models.ForeignKey(
        "housing.HousingRequest", models.PROTECT, related_name="earlier_classes"
    )
    priority_class = models.CharField(max_length=1, choices=PriorityClass.choices)
    class_line = models.CharField(max_length=24, blank=True)
    class_rules = models.CharField(max_length=20, blank=True)
    reason = EncryptedText(null=True)
    set_at = models.DateTimeField()
    set_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField()
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "ended_at"], name="earlier_class_once"),
        ]
        indexes = [models.Index(fields=["municipality", "request"], name="earlier_class_request")]


class RequestNeed(TenantObject, VaultModel):
    """One need of a household, for one purpose; its value is sealed.

    What placement has always read (step-free, women's setting, ...) stands in the request itself
    and nowhere else; here is the rest, of which some is of the special categories.
    """

    db_policy = TENANT.of("vault_key")
    classified = classify(
        none="id vault_key request purpose demand noted_at ended_at",
        identity="value",
        staff="noted_by ended_by",
        special="kind",
    )

    request = models.ForeignKey("housing.HousingRequest", models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=10, choices=NeedKind.choices)
    value = EncryptedText()
    purpose = models.CharField(max_length=12, choices=NeedPurpose.choices)
    demand = models.CharField(max_length=9, choices=Demand.choices)
    noted_at = models.DateTimeField()
    noted_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "kind"], condition=Q(ended_at=None), name="need_said_once"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "request"], name="need_request")]


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
