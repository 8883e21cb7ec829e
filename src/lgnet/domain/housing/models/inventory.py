"""Inventory: facilities, units, beds."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lgnet.domain.housing.enums import (
    FacilityKind,
    FacilityState,
    SexRule,
    UnitKind,
)
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.vault.fields import EncryptedText, VaultModel


class Facility(TenantObject, VaultModel):
    """A place with rooms, or that would be one; the address is sealed, for some are protected.

    Who stands in the register without being accredited has no beds to give: ``active`` is worked
    out by the database from ``state``, so nobody sets one and forgets the other.
    """

    classified = classify(
        none="id vault_key external_id name kind state sex_rule accessible secret max_nights body"
        " active latitude longitude confirmed_at languages declared_places age_from age_to pets"
        " smoking enters_from enters_to contribution_eur",
        identity="address phone applicant contact_email kind_told",
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
    state = models.CharField(max_length=10, choices=FacilityState.choices)
    active = models.GeneratedField(
        expression=Q(state=FacilityState.ACCREDITED),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    applicant = EncryptedText(null=True)
    contact_email = EncryptedText(null=True)
    kind_told = EncryptedText(null=True)  # what a source calls it, where that is none of ours
    declared_places = models.PositiveSmallIntegerField(null=True)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    pets = models.BooleanField(null=True)
    smoking = models.BooleanField(null=True)
    enters_from = models.TimeField(null=True)
    enters_to = models.TimeField(null=True)
    contribution_eur = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "external_id"], name="facility_external_id"
            ),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                name="facility_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(contribution_eur=None) | Q(contribution_eur__gte=0),
                name="facility_contribution_no_debt",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "state", "name", "id"], name="facility_register")
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
    """One place to sleep.

    An extra bed is there from ``from_on`` until ``to_on``; blocks for the other nights see that
    nobody holds it then. Moved, it goes on as another row that ``came_from`` this one.
    """

    classified = classify(none="id unit label usable out_since extra from_on to_on came_from")

    unit = models.ForeignKey("housing.Unit", models.PROTECT, related_name="beds")
    label = models.CharField(max_length=20)
    usable = models.BooleanField(default=True)
    out_since = models.DateField(null=True)
    extra = models.BooleanField(default=False)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    came_from = models.OneToOneField(
        "housing.Bed", models.PROTECT, null=True, related_name="went_to"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "label"], name="bed_label"),
            models.CheckConstraint(
                condition=Q(extra=True, from_on__isnull=False)
                | Q(extra=False, from_on=None, to_on=None, came_from=None),
                name="bed_extra_has_its_nights",
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="bed_nights_in_order"
            ),
            models.CheckConstraint(
                condition=Q(usable=False) | Q(out_since=None), name="bed_out_since_is_out"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "unit"], name="bed_unit")]
