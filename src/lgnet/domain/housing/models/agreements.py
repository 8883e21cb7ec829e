"""Between two cities: what each is ready for, and which households consented."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from lgnet.domain.housing.enums import Direction
from lgnet.lib.db import DateSpan
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.tenancy.policies import NETWORK, OWN, TENANT, Policy
from lgnet.lib.vault.fields import VaultModel

_ABOUT_US = OWN.replace("municipality_id", "partner_id", 1)


class TransferTerm(TenantObject):
    """What a city is ready for with a partner: to send, or to receive, so many persons at most.

    Each city writes its own and reads what partners say of it. An agreement is where the two meet:
    one sends, the other receives, on the same days, for the smaller number.
    """

    db_policy = Policy(read=f"{OWN} OR {_ABOUT_US} OR {NETWORK}", write=OWN)
    classified = classify(
        none="id partner direction persons from_on to_on stated_at", staff="stated_by"
    )

    partner = models.ForeignKey(
        "network.Municipality", models.PROTECT, related_name="+", db_index=False
    )
    direction = models.CharField(max_length=8, choices=Direction.choices)
    persons = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    stated_at = models.DateTimeField()
    stated_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="term_once_a_day",
                expressions=[
                    ("municipality", RangeOperators.EQUAL),
                    ("partner", RangeOperators.EQUAL),
                    ("direction", RangeOperators.EQUAL),
                    (DateSpan(F("from_on"), F("to_on")), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(persons__gte=1), name="term_somebody"),
            models.CheckConstraint(
                condition=~Q(municipality=F("partner")), name="term_with_another"
            ),
        ]
        indexes = [models.Index(fields=["partner", "municipality"], name="term_partner")]


class TransferConsent(TenantObject, VaultModel):
    """A household would also go to some other cities; theirs to give and to take back."""

    db_policy = TENANT.of("vault_key")
    classified = classify(
        none="id vault_key request given_at withdrawn_at", special="cities", staff="recorded_by"
    )

    request = models.ForeignKey(
        "housing.HousingRequest", models.PROTECT, related_name="transfer_consents"
    )
    cities = ArrayField(models.CharField(max_length=6))
    given_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(withdrawn_at=None), name="consent_one_standing"
            )
        ]
