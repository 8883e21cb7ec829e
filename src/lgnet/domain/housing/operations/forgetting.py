"""What housing lets go of when a person is erased."""

from uuid import UUID

from lgnet.domain.housing.models import ProposalRun
from lgnet.domain.people.access import check_can_decide_erasure
from lgnet.lib.actor import operation


@operation
def forget_recipient(*, person_id: UUID) -> int:
    """Take what proposals kept of somebody's eligibility out of them; return out of how many."""
    check_can_decide_erasure()
    mine = str(person_id)
    runs = list(ProposalRun.objects.filter(recipients__contains=[{"person_id": mine}]))
    for run in runs:
        run.recipients = [one for one in run.recipients if one.get("person_id") != mine]
    ProposalRun.objects.bulk_update(runs, ["recipients"])
    return len(runs)
