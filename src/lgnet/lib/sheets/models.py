"""Uploads between the trial run and the yes of the person who sent them."""

from django.db import models

from lgnet.lib.ids import new_id
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.policies import ANYONE, SELF, TENANT_DELETABLE, Policy


class PendingUpload(models.Model):
    """A file as it was sent and what its trial said, sealed; only its sender sees it, for an hour.

    The content is encrypted with a key derived from the root key and bound to this row; a backup
    of the database alone does not open it.
    """

    db_policy = Policy(
        read=f"{SELF} AND {ANYONE}",
        write=f"{SELF} AND {ANYONE}",
        verbs=TENANT_DELETABLE.verbs,
    )
    classified = classify(none="id slug at", staff="user_id", identity="content about")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user_id = models.UUIDField()
    slug = models.CharField(max_length=40)
    content = models.BinaryField()
    about = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user_id", "at"], name="pending_upload_user")]
