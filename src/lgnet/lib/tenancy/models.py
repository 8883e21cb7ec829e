"""The base of every row that belongs to a municipality."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from lgnet.lib.actor import current_municipality
from lgnet.lib.ids import new_id
from lgnet.lib.pii import Pii
from lgnet.lib.tenancy.policies import TENANT, Policy


class TenantModel(models.Model):
    """A row of one municipality, taken from the current actor when it is made."""

    db_policy: ClassVar[Policy] = TENANT
    classified: ClassVar[dict[str, Pii]] = {}

    municipality = models.ForeignKey(
        settings.LGNET_TENANT_MODEL,
        on_delete=models.PROTECT,
        default=current_municipality,
        editable=False,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True


class TenantObject(TenantModel):
    """A tenant row with an id that can be made offline and shown in addresses."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.label}:{self.pk}"


def policy_of(model: type[models.Model]) -> Policy | None:
    """Return the policy a model declares, or None."""
    declared: Any = getattr(model, "db_policy", None)
    return declared if isinstance(declared, Policy) else None
