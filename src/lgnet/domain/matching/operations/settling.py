"""Each night, in each city: what it was told is told to the ledger; what is over ends."""

from datetime import datetime

from django.utils.timezone import localdate

from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.models import Fact
from lgnet.domain.matching import access
from lgnet.domain.matching.enums import InquiryState
from lgnet.domain.matching.models import Handle, Hint, Inquiry
from lgnet.domain.matching.operations.common import note_possible, take_back, to_state
from lgnet.lib import audit
from lgnet.lib.actor import Scope, operation


@operation
def settle(*, at: datetime) -> int:
    """Bring ledger and questions of the current city up to date; return how many questions ended.

    A question nobody answered ends on its day, and so does, for who asked, one that was refused:
    until then and from then on they look the same. Each half ends by itself, on the same day.
    """
    access.check_is(Scope.SYSTEM)
    on = localdate(at)
    hints = {f"{FactKind.POSSIBLY_ELSEWHERE}:{hint.pk}": hint for hint in Hint.objects.all()}
    facts = Fact.objects.filter(kind=FactKind.POSSIBLY_ELSEWHERE, reverses=None)
    told = set(facts.values_list("key", flat=True))
    handles = Handle.objects.select_related("person").in_bulk(
        [hint.handle for key, hint in hints.items() if key not in told]
    )
    for key, hint in sorted(hints.items()):
        if key not in told and hint.handle in handles:
            note_possible(hint, handles[hint.handle].person, on=on)
    still = facts.filter(reversals=None).exclude(key__in=list(hints))
    for key in still.order_by("id").values_list("key", flat=True):
        take_back(key, on=on)
    if fresh := [hint.pk for key, hint in hints.items() if key not in told]:
        audit.record("matching.hints_received", at=at, ids=sorted(map(str, fresh)))
    return _end_what_is_over(at)


def _end_what_is_over(at: datetime) -> int:
    rows = Inquiry.objects.filter(until__lt=localdate(at)).order_by("id")
    over = {
        InquiryState.WAITING: InquiryState.UNANSWERED,
        InquiryState.ACCEPTED: InquiryState.ENDED,
    }
    ended = list(rows.filter(state__in=over).select_for_update(of=("self",)))
    for row in ended:
        to_state(row, over[InquiryState(row.state)], at=at)
    return len(ended)
