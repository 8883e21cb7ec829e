"""The counters."""

from django.db import models

from lgnet.lib.pii import classify
from lgnet.lib.tenancy.policies import TENANT


class Counter(models.Model):
    """The last number given."""

    db_policy = TENANT.and_outside("SELECT", "INSERT", "UPDATE")
    classified = classify(none="id municipality_id kind year last")

    id = models.BigAutoField(primary_key=True)
    municipality_id = models.CharField(max_length=6)
    kind = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality_id", "kind", "year"], name="counter_one_per_kind"
            )
        ]
