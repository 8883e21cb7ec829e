"""Which forms were already done."""

from django.db import models

from lgnet.lib.pii import classify
from lgnet.lib.tenancy.policies import ANYONE, OUTSIDE, TENANT_DELETABLE, Policy

_OWN = (
    "chain = coalesce((SELECT nullif(current_setting('lgnet.municipality', true), '')), 'network')"
)
_INSIDE = f"{_OWN} AND {ANYONE} AND NOT {OUTSIDE}"


class DoneForm(models.Model):
    """A form's key, the fingerprint of what it said, and where its result stands."""

    db_policy = Policy(read=_INSIDE, write=_INSIDE, verbs=TENANT_DELETABLE.verbs).and_outside(
        *TENANT_DELETABLE.verbs, rows=f"{_OWN} AND user_id IS NULL"
    )
    classified = classify(none="id chain key fingerprint location at", staff="user_id")

    id = models.BigAutoField(primary_key=True)
    chain = models.CharField(max_length=7)
    user_id = models.UUIDField(null=True)
    key = models.UUIDField()
    fingerprint = models.BinaryField(max_length=32)
    location = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "key"], name="once_one_key")]
