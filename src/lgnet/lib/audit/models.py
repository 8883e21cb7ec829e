"""Tables of the audit chain."""

from django.db import models

from lgnet.lib.pii import classify
from lgnet.lib.tenancy.policies import ANYONE, OUTSIDE, Policy

_CHAIN = (
    "chain = coalesce((SELECT nullif(current_setting('lgnet.municipality', true), '')), 'network')"
)
_INSIDE = f"{_CHAIN} AND {ANYONE} AND NOT {OUTSIDE}"


class AuditEvent(models.Model):
    """One act, linked to the one before it in its municipality's chain."""

    # Somebody from outside writes what they did; an insert gives its new row's number back, so
    # that one is readable: acts of nobody in particular, and no more.
    db_policy = Policy(read=_INSIDE, write=_INSIDE, verbs=("SELECT", "INSERT")).and_outside(
        "SELECT", "INSERT", rows=f"{_CHAIN} AND user_id IS NULL"
    )
    classified = classify(
        none="id chain seq recorded_at at action object_type fields purpose previous_hash hash",
        staff="user_id role",
        link="object_id subject_id ids",
    )

    id = models.BigAutoField(primary_key=True)
    chain = models.CharField(max_length=7)
    seq = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    role = models.CharField(max_length=40)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=64)
    subject_id = models.UUIDField(null=True)
    fields = models.JSONField()
    ids = models.JSONField()
    purpose = models.CharField(max_length=200)
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="audit_one_seq")]
        indexes = [
            models.Index(fields=["chain", "subject_id", "-id"], name="audit_subject"),
            models.Index(fields=["chain", "object_id", "-id"], name="audit_object"),
            models.Index(fields=["chain", "action", "-id"], name="audit_action"),
            models.Index(fields=["chain", "recorded_at"], name="audit_moment"),
        ]


class ChainHead(models.Model):
    """Where a chain stands; its row lock puts writers of one municipality in order."""

    db_policy = Policy(read=_INSIDE, write=_INSIDE).and_outside(
        "SELECT", "INSERT", "UPDATE", rows=_CHAIN
    )
    classified = classify(none="chain seq hash")

    chain = models.CharField(max_length=7, primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(max_length=32)
