"""Who is about to leave a reception centre, as the centre's list says."""

from django.db import models
from django.db.models import Q

from lgnet.domain.housing.enums import ReceptionKind, ReceptionState
from lgnet.domain.people.enums import Sex
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.tenancy.policies import TENANT
from lgnet.lib.vault.fields import EncryptedText, VaultModel


class ReceptionExit(TenantObject, VaultModel):
    """A household a SAI or CAS says will leave; nobody of ours until a person decides.

    ``code_token`` is the keyed token of centre and code, by which the list is read again. Once it
    is clear who it is, the texts are sealed with that person's key.
    """

    db_policy = TENANT.of("vault_key")
    classified = classify(
        none="id vault_key kind code_token centre exit_on state listed_at decided_at",
        identity="code given_name family_name needs drop_reason",
        staff="listed_by decided_by",
        link="person request",
        trait="birth_year sex language size",
        special="needs_accessible",
    )

    kind = models.CharField(max_length=3, choices=ReceptionKind.choices)
    centre = models.CharField(max_length=120)
    code_token = models.BinaryField(max_length=16)
    code = EncryptedText()
    given_name = EncryptedText(null=True)
    family_name = EncryptedText(null=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    language = models.CharField(max_length=3, blank=True)
    size = models.PositiveSmallIntegerField()
    exit_on = models.DateField()
    needs_accessible = models.BooleanField(default=False)
    needs = EncryptedText(null=True)
    state = models.CharField(
        max_length=7, choices=ReceptionState.choices, default=ReceptionState.WAITING
    )
    listed_at = models.DateTimeField()
    listed_by = models.UUIDField(null=True)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="reception_exits"
    )
    request = models.ForeignKey(
        "housing.HousingRequest", models.PROTECT, null=True, related_name="reception_exits"
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    drop_reason = EncryptedText(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code_token"], name="reception_exit_once"
            ),
            models.CheckConstraint(condition=Q(size__gte=1), name="reception_exit_somebody"),
            models.CheckConstraint(
                condition=~Q(state=ReceptionState.PLANNED) | Q(request__isnull=False),
                name="reception_exit_planned_has_request",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "state", "exit_on", "id"], name="reception_exit_due"
            )
        ]
