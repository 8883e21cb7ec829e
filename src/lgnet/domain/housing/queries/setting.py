"""The municipality's own terms, and the published table."""

from datetime import timedelta

from django.utils import timezone

from lgnet.domain.housing.classes import ClassTable, table_on
from lgnet.domain.housing.models import HousingRequest, HousingSettings
from lgnet.lib.actor import current_municipality
from lgnet.lib.reads import Read

_SETTINGS = Read[HousingSettings](
    lambda municipality_id: HousingSettings.objects.filter(pk=municipality_id)
)

__all__ = ["ClassTable", "days_left", "settings_now", "table_on"]


def settings_now() -> HousingSettings:
    """Return the municipality's terms, the usual ones while nobody changed them."""
    code = current_municipality()
    return _SETTINGS.first(municipality_id=code) or HousingSettings(municipality_id=code)


def days_left(request: HousingRequest, terms: HousingSettings, *, at: object) -> int:
    """Return how many days a request's class still has; negative when it is late."""
    opened = timezone.localdate(request.opened_at)
    due = opened + timedelta(days=terms.target_days(request.priority_class))
    return (due - timezone.localdate(at)).days  # type: ignore[arg-type]
