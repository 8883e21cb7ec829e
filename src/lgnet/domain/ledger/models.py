"""The facts."""

from django.db import models

from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantModel
from lgnet.lib.tenancy.policies import TENANT_APPEND_ONLY


class Fact(TenantModel):
    """One countable thing that happened on a day, about a pseudonym or nobody.

    ``dimensions`` hold what indicators break down by, as it was on that day: ``age`` (``<18``,
    ``18-60``, ``>60``, ``unknown``), ``sex``, ``vulnerable``, and counts such as ``days_waited``.
    """

    db_policy = TENANT_APPEND_ONLY.and_outside("INSERT")
    classified = classify(
        none="id key kind happened_on recorded_at sub_action quantity dimensions reverses reason",
        link="subject object_id",
    )

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    sub_action = models.PositiveSmallIntegerField()
    subject = models.UUIDField(null=True)
    object_id = models.UUIDField(null=True)
    quantity = models.IntegerField(default=1)
    dimensions = models.JSONField(default=dict)
    reverses = models.ForeignKey("ledger.Fact", models.PROTECT, null=True, related_name="reversals")
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="fact_once"),
            models.UniqueConstraint(fields=["reverses"], name="fact_reversed_once"),
            # A code, never a sentence somebody typed: facts outlive the people they count.
            models.CheckConstraint(
                condition=models.Q(reason__regex="^[a-z_]*$"), name="fact_reason_is_a_code"
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "kind", "happened_on"], name="fact_kind_day"),
            models.Index(fields=["municipality", "subject", "kind"], name="fact_subject"),
        ]
