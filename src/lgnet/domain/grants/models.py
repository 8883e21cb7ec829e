"""Snapshots of indicators, and the facts they counted."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lgnet.lib.ids import new_id
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantModel
from lgnet.lib.tenancy.policies import ANYONE, NETWORK, OWN, SYSTEM, Policy


class IndicatorSnapshot(TenantModel):
    """A figure of one city and period, as it stood when it was computed.

    ``period_to`` is not part of the period. ``breakdown`` holds ``cells``, a list of
    ``[age, sex, month, count]``, for medians ``spread``, value → count, and for persons ``shared``:
    of each whom a partner may count too, opaque ids both cities have. The network reads these, and
    never the facts: the keys of those stay in the city, in ``evidence``.
    """

    db_policy = Policy(read=f"{OWN} OR {NETWORK}", write=OWN)
    classified = classify(none="id indicator period_from period_to value breakdown computed_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    indicator = models.CharField(max_length=40)
    period_from = models.DateField()
    period_to = models.DateField()
    value = models.IntegerField(null=True)
    breakdown = models.JSONField(default=dict)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "indicator", "period_from", "period_to"],
                name="snapshot_once",
            )
        ]
        indexes = [
            models.Index(fields=["period_from", "period_to", "indicator"], name="snapshot_period")
        ]


class SnapshotEvidence(TenantModel):
    """The keys of the facts a snapshot counted."""

    classified = classify(none="id snapshot fact_keys")

    id = models.BigAutoField(primary_key=True)
    snapshot = models.OneToOneField(
        "grants.IndicatorSnapshot", models.CASCADE, related_name="evidence"
    )
    fact_keys = ArrayField(models.CharField(max_length=120), default=list)


class PublishedFigure(models.Model):
    """A figure of the whole network that anybody may read; too small ones never get here."""

    db_policy = Policy(read=ANYONE, write=SYSTEM, verbs=("SELECT", "INSERT", "UPDATE", "DELETE"))
    classified = classify(none="id indicator period_from period_to value cities computed_at")

    id = models.BigAutoField(primary_key=True)
    indicator = models.CharField(max_length=40)
    period_from = models.DateField()
    period_to = models.DateField()
    value = models.IntegerField()
    cities = models.PositiveSmallIntegerField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period_from", "period_to"], name="published_once"
            )
        ]
