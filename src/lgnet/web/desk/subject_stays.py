"""What came of a request of a place, in words, for the person: classes, needs, offers, stays."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any

from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lgnet.domain.housing.enums import DeclineReason, OfferState
from lgnet.web.desk.housing_requests import musts, wishes
from lgnet.web.desk.housing_words import HOLD_ENDS
from lgnet.web.desk.stay_words import line_words, need_line
from lgnet.web.desk.words import long_day

Row = tuple[datetime, str, str, str]


def rows_of(request: Any, names: Mapping[Any, str]) -> list[Row]:
    """Return when, what, why and who of a request and of all that came of it, in order."""
    persons = ngettext("{n} persona", "{n} persone", request.persons).format(n=request.persons)
    asked = _("chiesto un posto per {persons}, dal {day}: {priority_class}").format(
        persons=persons,
        day=long_day(request.from_on),
        priority_class=request.get_priority_class_display(),
    )
    wanted = "; ".join([asked, *musts(request), *wishes(request)])
    found = [
        (request.opened_at, wanted, request.class_reason or "", names.get(request.opened_by, ""))
    ]
    for run in request.runs.all():
        if run.decided_at is not None:
            what = (
                _("scelta la {n}ª delle proposte").format(n=run.chosen_rank)
                if run.chosen_rank
                else _("rifiutate le proposte")
            )
            who = names.get(run.decided_by, "")
            found.append((run.decided_at, what, run.decision_reason or "", who))
    for hold in request.holds.all():
        if hold.end_reason:
            why = str(HOLD_ENDS.get(hold.end_reason, hold.end_reason))
            found.append((hold.ended_at, _("lasciato il posto tenuto"), why, ""))
    for stay in request.stays.all():
        if stay.cancel_reason:
            found.append(
                (stay.ended_at or stay.started_at, _("ingresso annullato"), stay.cancel_reason, "")
            )
    if request.withdraw_reason:
        found.append((request.decided_at, _("richiesta ritirata"), request.withdraw_reason, ""))
    found += _came_of(request)
    return sorted(found, key=lambda row: row[0])


def _came_of(request: Any) -> Iterator[Row]:
    for row in request.earlier_classes.all():
        line = line_words(row.class_line)
        what = _("era {priority_class}").format(priority_class=row.get_priority_class_display())
        yield row.set_at, " · ".join(part for part in (what, line) if part), row.reason or "", ""
    for need in request.needs.all():
        said = need_line(need)
        what = _("scritto un bisogno: {kind}, {words} ({code}), per {purpose}").format(
            kind=said["kind"], words=said["words"], code=need.value, purpose=said["purpose"]
        )
        yield need.noted_at, what, "", ""
    for hold in request.holds.all():
        for extension in hold.extensions.all():
            yield extension.at, _("tenuto il posto più a lungo"), extension.reason, ""
        for offer in hold.offers.all():
            yield from _offer(offer)
    for stay in request.stays.all():
        yield from _stay(stay)
    for row in request.reception_exits.all():
        told = (row.code, row.given_name, row.family_name, row.needs, row.centre)
        what = _("nella lista di chi esce dall’accoglienza: {told}").format(
            told=", ".join(part for part in told if part)
        )
        yield row.listed_at, what, row.drop_reason or "", ""


def _offer(offer: Any) -> Iterator[Row]:
    yield offer.made_at, _("offerto il posto"), "", ""
    if offer.answered_at is not None and offer.state != OfferState.WITHDRAWN:
        why = DeclineReason(offer.decline_reason).label if offer.decline_reason else ""
        said = " · ".join(str(part) for part in (why, offer.words) if part)
        yield offer.answered_at, str(offer.get_state_display()), said, ""
    elif offer.words:
        yield offer.made_at, str(offer.get_state_display()), offer.words, ""


def _stay(stay: Any) -> Iterator[Row]:
    if stay.end_note:
        yield stay.ended_at, _("uscita, destinazione non nota"), stay.end_note, ""
    for line in stay.contribution.all():
        what = _("contributo: {what}, {amount} euro").format(
            what=line.get_kind_display(), amount=line.amount
        )
        yield line.at, what, line.reason or "", ""
    for row in stay.corrections.all():
        yield row.at, _("corretto: {what}").format(what=row.get_what_display()), row.reason, ""
    said = getattr(stay, "questionnaire", None)
    if said is not None:
        answers = (
            said.get_helpful_display(),
            said.get_safe_display(),
            said.get_ready_display(),
        )
        told = ", ".join(str(answer) for answer in answers if answer)
        yield (
            said.asked_at,
            _("questionario all’uscita: {told}").format(told=told),
            said.words or "",
            "",
        )
    for row in stay.follow_ups.all():
        if row.done_on is not None:
            what = _("a {n} mesi dall’uscita: {outcome}").format(
                n=row.months, outcome=row.get_outcome_display()
            )
            at = row.recorded_at or make_aware(datetime.combine(row.done_on, time()))
            yield at, what, row.note or "", ""
