"""Settling the municipality's own terms of housing."""

from datetime import datetime

from lgnet.domain.housing import access
from lgnet.domain.housing.models import HousingSettings
from lgnet.domain.housing.queries.setting import settings_now
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid

RANGES = {
    "target_days_0": (0, 30),
    "target_days_1": (0, 90),
    "target_days_2": (0, 365),
    "target_days_3": (0, 730),
    "absence_nights": (1, 60),
}


@operation
def save_settings(*, at: datetime, **terms: int) -> HousingSettings:
    """Set the target days of the classes and after how many nights away somebody looks.

    Raises
    ------
    Invalid
        ``housing.term``, with the ``field``; ``housing.term_order``: a class that waits less than
        one before it.
    """
    access.check_can_configure()
    row = settings_now()
    for name, value in terms.items():
        if name not in RANGES:
            raise Invalid("housing.no_such_term", field=name)
        low, high = RANGES[name]
        if not low <= value <= high:
            raise Invalid("housing.term", field=name, low=low, high=high)
        setattr(row, name, value)
    days = [row.target_days(str(number)) for number in range(4)]
    if days != sorted(days):
        raise Invalid("housing.term_order", field="target_days_1")
    row.changed_at, row.changed_by = at, current_actor().user_id
    row.save()
    audit.record("housing.settings_saved", row, at=at, fields=sorted(terms))
    return row
