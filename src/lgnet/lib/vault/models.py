"""Wrapped keys, in a schema of their own."""

from django.db import models

from lgnet.lib.ids import new_id
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.policies import TENANT, TENANT_DELETABLE


class MunicipalityKey(models.Model):
    """A municipality's key, wrapped by the root key; versions allow rotation."""

    db_policy = TENANT.and_outside("SELECT", "INSERT")
    classified = classify(none="id municipality_id version wrapped created_at")

    id = models.UUIDField(primary_key=True, default=new_id)
    municipality_id = models.CharField(max_length=6)
    version = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = 'keys"."municipality_key'
        constraints = [
            models.UniqueConstraint(
                fields=["municipality_id", "version"], name="municipality_key_version"
            )
        ]


class SubjectKey(models.Model):
    """A subject's key, wrapped by the municipality's; erasing a person deletes this row."""

    # From outside a text can be sealed, and not opened again.
    db_policy = TENANT_DELETABLE.of("id").and_outside("INSERT")
    classified = classify(none="id municipality_id wrapped_by wrapped created_at")

    id = models.UUIDField(primary_key=True, default=new_id)
    municipality_id = models.CharField(max_length=6)
    wrapped_by = models.UUIDField()
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = 'keys"."subject_key'
        indexes = [
            models.Index(fields=["municipality_id", "wrapped_by"], name="subject_key_wrapped_by")
        ]
