"""What a municipality settles for its own housing."""

from django.db import models
from django.db.models import Q

from lgnet.lib.actor import current_municipality
from lgnet.lib.pii import classify
from lgnet.lib.tenancy.models import TenantModel


class HousingSettings(TenantModel):
    """A municipality's own terms; one row, made when somebody first changes them."""

    classified = classify(
        none="target_days_0 target_days_1 target_days_2 target_days_3 absence_nights changed_at",
        staff="changed_by",
    )

    municipality = models.OneToOneField(
        "network.Municipality",
        models.PROTECT,
        primary_key=True,
        default=current_municipality,
        related_name="+",
        editable=False,
    )
    target_days_0 = models.PositiveSmallIntegerField(default=1)
    target_days_1 = models.PositiveSmallIntegerField(default=7)
    target_days_2 = models.PositiveSmallIntegerField(default=30)
    target_days_3 = models.PositiveSmallIntegerField(default=90)
    absence_nights = models.PositiveSmallIntegerField(default=3)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(absence_nights__gte=1), name="housing_absence_nights"
            ),
        ]

    def target_days(self, priority_class: str) -> int:
        """Return within how many days a request of a class should find a place."""
        return int(getattr(self, f"target_days_{priority_class}"))
