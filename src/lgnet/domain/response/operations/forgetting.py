"""What rapid response lets go of when a person is erased."""

from datetime import datetime
from uuid import UUID

from lgnet.domain.people.access import check_can_decide_erasure
from lgnet.domain.response.models import Report
from lgnet.domain.response.queries import reports_about_only
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.vault.keys import destroy_key


@operation
def forget_reports_about(*, person_id: UUID, at: datetime) -> int:
    """Destroy the texts and the place of the reports that spoke of nobody else; return how many.

    Code, class and times stay: the figures of the service count them.
    """
    check_can_decide_erasure()
    ids, _kept = reports_about_only(person_id=person_id)
    rows = Report.objects.filter(id__in=ids)
    for key_id in rows.values_list("vault_key", flat=True):
        destroy_key(key_id)
    rows.update(latitude=None, longitude=None, precision_m=None, signs=[], languages=[])
    if ids:
        audit.record("response.reports_forgotten", at=at, ids=ids, subject=person_id)
    return len(ids)
