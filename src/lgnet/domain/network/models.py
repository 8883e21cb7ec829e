"""Tables of the network; reference data without row owners."""

from django.db import models

from lgnet.domain.network.enums import OrganisationKind, PartnerRole
from lgnet.lib.ids import new_id
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantObject
from lgnet.lib.tenancy.policies import REFERENCE


class Municipality(models.Model):
    """A Comune, by ISTAT code; those with ``is_tenant`` work with the system."""

    db_policy = REFERENCE
    classified = classify(
        none="istat_code name belfiore_code province province_code region population area_km2"
        " latitude longitude prefix is_tenant"
    )

    istat_code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=120)
    belfiore_code = models.CharField(max_length=4)
    province = models.CharField(max_length=80)
    province_code = models.CharField(max_length=2)
    region = models.CharField(max_length=60)
    population = models.PositiveIntegerField(null=True)
    area_km2 = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    prefix = models.CharField(max_length=3, unique=True, null=True)
    is_tenant = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["name"], name="municipality_name")]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A legal person of the network."""

    db_policy = REFERENCE
    classified = classify(none="id kind name_it name_en short_name municipality")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=OrganisationKind.choices)
    name_it = models.CharField(max_length=200, unique=True)
    name_en = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    municipality = models.ForeignKey(
        "network.Municipality", models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return self.name_it


class Project(models.Model):
    """A funded project as its public sheet states it; the long texts hold one point a line."""

    db_policy = REFERENCE
    classified = classify(
        none="id code grant_code name_it name_en title_it title_en fund_it fund_en total_eur eu_eur"
        " eu_rate status_it status_en submitted_year starts_on ends_on recipients_it recipients_en"
        " rules_it rules_en criteria_it criteria_en"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20, unique=True)
    grant_code = models.CharField(max_length=60)
    name_it = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    title_it = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    fund_it = models.CharField(max_length=200)
    fund_en = models.CharField(max_length=200)
    total_eur = models.DecimalField(max_digits=14, decimal_places=2)
    eu_eur = models.DecimalField(max_digits=14, decimal_places=2)
    eu_rate = models.DecimalField(max_digits=5, decimal_places=4)
    status_it = models.CharField(max_length=40)
    status_en = models.CharField(max_length=40)
    submitted_year = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    recipients_it = models.TextField()
    recipients_en = models.TextField()
    rules_it = models.TextField(blank=True)
    rules_en = models.TextField(blank=True)
    criteria_it = models.TextField()
    criteria_en = models.TextField()

    def __str__(self) -> str:
        return self.code


class SheetItem(models.Model):
    """A numbered text of the sheet: an objective or a sub-action."""

    class Kind(models.TextChoices):
        OBJECTIVE = "OBJECTIVE"
        SUB_ACTION = "SUB_ACTION"

    db_policy = REFERENCE
    classified = classify(none="id project kind number title_it title_en text_it text_en source")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey("network.Project", models.CASCADE, related_name="items")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    title_it = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    text_it = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    source = models.CharField(max_length=20, default="sheet")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "kind", "number"], name="sheet_item_number")
        ]


class Partner(models.Model):
    """An organisation's part in a project, from a day and perhaps to a day."""

    db_policy = REFERENCE
    classified = classify(
        none="id project organisation role department_it department_en budget_eur from_on to_on"
        " acts_through"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey("network.Project", models.CASCADE, related_name="partners")
    organisation = models.ForeignKey("network.Organisation", models.PROTECT, related_name="parts")
    role = models.CharField(max_length=8, choices=PartnerRole.choices)
    department_it = models.CharField(max_length=200, blank=True)
    department_en = models.CharField(max_length=200, blank=True)
    budget_eur = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    acts_through = models.ForeignKey(
        "network.Organisation", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation", "from_on"], name="partner_once"
            ),
            models.CheckConstraint(
                condition=models.Q(to_on=None) | models.Q(to_on__gt=models.F("from_on")),
                name="partner_dates_in_order",
            ),
        ]


class ImplementingBody(TenantObject):
    """A cooperative that runs services for one municipality, from a day and perhaps to a day."""

    classified = classify(none="id organisation from_on to_on")

    organisation = models.ForeignKey("network.Organisation", models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
