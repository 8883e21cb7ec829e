"""How far each piece of long work has come."""

from django.db import models

from lgnet.lib.pii import classify
from lgnet.lib.tenancy.policies import OWN, SYSTEM, Policy


class LongWork(models.Model):
    """A piece of work in one municipality; ``state`` holds ids and counts, never texts."""

    db_policy = Policy(read=f"{OWN} AND {SYSTEM}", write=f"{OWN} AND {SYSTEM}")
    classified = classify(
        none="id municipality_id name done finished begun_at moved_at", link="state"
    )

    id = models.BigAutoField(primary_key=True)
    municipality_id = models.CharField(max_length=6)
    name = models.CharField(max_length=40)
    done = models.PositiveIntegerField(default=0)
    state = models.JSONField(default=dict)
    finished = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality_id", "name"], name="longwork_once")
        ]
