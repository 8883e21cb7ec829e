"""Offers, needs, stays and what follows them in the cities of the walks, every free text marked."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from lgnet.domain.cases import operations as cases
from lgnet.domain.housing import operations as housing
from lgnet.domain.housing import queries
from lgnet.domain.housing.models import Occupancy, ReceptionExit, Unit
from lgnet.domain.people import operations as people
from lgnet.domain.people.birth import Birth
from lgnet.domain.security.enums import Role
from lgnet.flows import reception_exit
from lgnet.lib.sheets import ROW
from tests.builders import acting


def fill_stays(made: Any, told: Any, now: datetime) -> None:
    """Let a request have a class, needs and an offer; let somebody stay, leave and be asked."""
    with acting(Role.CASE_WORKER, made.city):
        _asked(made, told, now)
        _left(made, told, now)
        _reception(made, told, now)
    with acting(Role.HOUSING_COORDINATOR, made.city):
        lived = Occupancy.objects.filter(stay_id=made.ids["stay_id"], person__isnull=False)
        card = housing.make_card(person_id=lived.order_by("pk")[0].person_id, at=now)
        housing.read_card(code=card.code, at=now)
    with acting(Role.CITY_MANAGER, made.city):
        housing.save_settings(at=now, absence_nights=2)


def _asked(made: Any, told: Any, now: datetime) -> None:
    request_id = made.ids["request_id"]
    housing.set_class(
        request_id=request_id,
        class_line="MINORS_WEEK",
        reason=told("HousingRequest", "class_reason"),
        at=now,
    )
    needs = (("SMOKING", "NO_SMOKE", "COHABITATION"), ("FAITH", "SIKH", "COHABITATION"))
    for kind, value, purpose in needs:
        need = housing.note_need(
            request_id=request_id, kind=kind, value=value, purpose=purpose, demand="WISH", at=now
        )
        made.more.setdefault("need", []).append(need.pk)
    housing.prolong_hold(
        hold_id=made.ids["hold_id"], reason=told("HoldExtension", "reason"), at=now
    )
    made.ids["offer_id"] = housing.make_offer(hold_id=made.ids["hold_id"], language="ar", at=now).pk


def _left(made: Any, told: Any, now: datetime) -> None:
    """Somebody refused a first offer, came in, gave something, left, and was asked too early."""
    day, unit = now.date(), Unit.objects.get(pk=made.ids["unit_id"])
    person = people.register(
        at=now,
        stage="DECLARED",
        alias=told("Person", "alias"),
        sex="M",
        birth=Birth.on_day(date(1990, 1, 1)),
    )
    case = cases.open_case(person_id=person.pk, origin="SELF", at=now)
    home = people.form_household(members=[(person.pk, "HEAD")], on=day, at=now)
    request = housing.open_request(
        case_id=case.pk,
        household_id=home.pk,
        at=now,
        priority_class="3",
        class_reason=told("HousingRequest", "class_reason"),
        from_on=day,
    )
    held = housing.hold(request_id=request.pk, unit_id=unit.pk, from_on=day, at=now)
    offer = housing.make_offer(hold_id=held.pk, language="it", at=now)
    housing.answer_offer(
        offer_id=offer.pk,
        accepted=False,
        reason="OTHER",
        words=told("Offer", "words"),
        how="DESK",
        at=now,
    )
    held = housing.hold_seen(request_id=request.pk, unit_id=unit.pk, from_on=day, at=now)
    stay = housing.accept(hold_id=held.pk, at=now, reason=told("Run", "decision_reason"))
    housing.check_in(stay_id=stay.pk, on=day, at=now)
    paid = housing.add_contribution(
        stay_id=stay.pk, kind="PAID", amount=Decimal(20), on=day, reason="", at=now
    )
    housing.undo_contribution(line_id=paid.pk, reason=told("Contribution", "reason"), at=now)
    housing.end_stay(
        stay_id=stay.pk, on=day, destination="UNKNOWN", note=told("Stay", "end_note"), at=now
    )
    housing.undo_exit(stay_id=stay.pk, reason=told("Correction", "reason"), at=now)
    housing.end_stay(
        stay_id=stay.pk, on=day, destination="UNKNOWN", note=told("Stay", "end_note"), at=now
    )
    housing.save_questionnaire(
        stay_id=stay.pk, helpful="YES", words=told("Questionnaire", "words"), at=now
    )
    six, twelve = queries.follow_ups_of(stay_id=stay.pk)
    housing.record_follow_up(
        follow_up_id=six.pk, outcome="HOSTED", on=day, note=told("FollowUp", "note"), at=now
    )
    made.codes.add(case.code)
    made.ids["follow_up_id"] = twelve.pk
    made.more["left"] = [stay.pk, six.pk, request.pk, offer.pk, paid.pk, person.pk]


def _reception(made: Any, told: Any, now: datetime) -> None:
    rows = [
        {
            ROW: number + 2,
            "tipo": "SAI",
            "centro": told("ReceptionExit", "centre"),
            "codice": told("ReceptionExit", "code"),
            "nome": told("ReceptionExit", "given_name"),
            "cognome": told("ReceptionExit", "family_name"),
            "persone": 1,
            "uscita": now.date() + timedelta(days=10),
            "bisogni": told("ReceptionExit", "needs"),
        }
        for number in range(3)
    ]
    housing.import_reception_exits(rows=rows, at=now)
    waiting, planned, dropped = ReceptionExit.objects.order_by("listed_at", "pk")
    reception_exit.plan(
        exit_id=planned.pk,
        at=now,
        looked_at=[
            one.person.pk for one in reception_exit.who_it_may_be(exit_id=planned.pk, at=now)[1]
        ],
        reason=told("HousingRequest", "class_reason"),
    )
    housing.drop_reception_exit(
        exit_id=dropped.pk, reason=told("ReceptionExit", "drop_reason"), at=now
    )
    made.ids["reception_id"] = waiting.pk
    made.more["reception_id"] = [planned.pk, dropped.pk]
