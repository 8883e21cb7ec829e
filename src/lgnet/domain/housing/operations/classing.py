"""Setting a request's class from the published table, and keeping what it was."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.classes import table_on
from lgnet.domain.housing.enums import PriorityClass, RequestState
from lgnet.domain.housing.models import EarlierClass, HousingRequest
from lgnet.domain.housing.queries.requests import get_request
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.texts import short


def check_class(priority_class: str, class_line: str, *, on: date) -> str:
    """Return the version of the table a class was set by; refuse what the table does not say."""
    if priority_class not in PriorityClass.values:
        raise Invalid("housing.priority_class", field="priority_class")
    table = table_on(on)
    if not class_line:
        return ""
    line = table.line(class_line)
    if line is None or line.priority_class != priority_class:
        raise Invalid("housing.class_line", field="class_line")
    return table.version


@operation
def set_class(*, request_id: UUID, class_line: str, reason: str, at: datetime) -> HousingRequest:
    """Set the class of an open request by a line of the table that holds today.

    What it was, by whom and why, stays with the request. The clock of the wait goes on.

    Raises
    ------
    Invalid
        ``housing.class_line``: not a line of the table; no reason.
    Refused
        ``housing.request_not_open``; ``housing.same_class``: that line holds already.
    """
    access.check_can_request()
    reason = short(reason, most=200)
    if not reason:
        raise Invalid("housing.class_reason", field="class_reason")
    table = table_on(timezone.localdate(at))
    line = table.line(class_line)
    if line is None:
        raise Invalid("housing.class_line", field="class_line")
    HousingRequest.objects.select_for_update(of=("self",)).filter(pk=request_id).first()
    request = get_request(request_id=request_id)
    if request.state not in (RequestState.WAITING, RequestState.HELD):
        raise Refused("housing.request_not_open")
    if (request.class_line, request.class_rules) == (line.code, table.version):
        raise Refused("housing.same_class")
    user_id = current_actor().user_id
    EarlierClass.objects.create(
        vault_key=request.vault_key,
        request=request,
        priority_class=request.priority_class,
        class_line=request.class_line,
        class_rules=request.class_rules,
        reason=request.class_reason,
        set_at=request.class_set_at,
        set_by=request.class_set_by,
        ended_at=at,
        ended_by=user_id,
    )
    request.priority_class = line.priority_class
    request.class_line, request.class_rules = line.code, table.version
    request.class_reason = reason
    request.class_set_at, request.class_set_by = at, user_id
    fields = ["priority_class", "class_line", "class_rules", "class_reason", "class_set_at"]
    request.save(update_fields=[*fields, "class_set_by"])
    audit.record("housing.set_class", request, at=at, subject=request.case.person_id, fields=fields)
    return request
