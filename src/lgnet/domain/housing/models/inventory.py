"""Inventory: facilities, units, beds."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lgnet.domain.housing.enums import (
    FacilityKind,
    SexRule,
    UnitKind,
)
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.vault.fields import EncryptedText, VaultModel


class Facility(TenantObject, VaultModel):
    """A place with rooms; the address is sealed, for a protected one may not be known."""

    classified = classify(
        none="id vault_key external_id name kind sex_rule accessible secret max_nights body active"
        " latitude longitude confirmed_at languages",
        identity="address phone",
        staff="confirmed_by",
    )

    external_id = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=9, choices=FacilityKind.choices)
    sex_rule = models.CharField(max_length=14, choices=SexRule.choices, default=SexRule.ANY)
    address = EncryptedText(null=True)
    phone = EncryptedText(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accessible = models.BooleanField(default=False)
    secret = models.BooleanField(default=False)
    max_nights = models.PositiveSmallIntegerField(null=True)
    languages = ArrayField(models.CharField(max_length=3), default=list)
    body = models.ForeignKey("network.Organisation", models.PROTECT, null=True, related_name="+")
    active = models.BooleanField(default=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "external_id"], name="facility_external_id"
            )
        ]


class Unit(TenantObject):
    """A room, or a flat given to one household at a time when ``exclusive``."""

    classified = classify(
        none="id facility external_id name kind exclusive sex_rule accessible own_bathroom own_kitchen"
        " position"
    )

    facility = models.ForeignKey("housing.Facility", models.PROTECT, related_name="units")
    external_id = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=4, choices=UnitKind.choices)
    exclusive = models.BooleanField(default=False)
    sex_rule = models.CharField(max_length=14, choices=SexRule.choices, default=SexRule.ANY)
    accessible = models.BooleanField(default=False)
    own_bathroom = models.BooleanField(default=False)
    own_kitchen = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facility", "external_id"], name="unit_external_id")
        ]
        indexes = [
            models.Index(fields=["municipality", "facility", "position"], name="unit_facility")
        ]


class Bed(TenantObject):
    """One place to sleep."""

    classified = classify(none="id unit label usable")

    unit = models.ForeignKey("housing.Unit", models.PROTECT, related_name="beds")
    label = models.CharField(max_length=20)
    usable = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "label"], name="bed_label")]
        indexes = [models.Index(fields=["municipality", "unit"], name="bed_unit")]
