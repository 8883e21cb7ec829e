"""Plans, agreements and consents in the cities of the walks: ids and numbers, no text at all."""

from datetime import datetime
from typing import Any

from lgnet.domain.housing import operations as housing
from lgnet.domain.housing import queries
from lgnet.domain.housing.models import TransferTerm
from lgnet.domain.housing.queries.drafts import (
    Arrival,
    CityPart,
    FiguresDraft,
    PlanDraft,
    PlanLine,
)
from lgnet.domain.network.models import Municipality
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from tests.builders import BOLOGNA, FIRENZE, acting

THIRD = "054039"
SOME = FiguresDraft(1, 1, 0, 3, 0)


def fill_plans(made: Any, now: datetime) -> None:
    """Say what the city is ready for, keep a plan's part; consent once both cities said theirs."""
    other = BOLOGNA if made.city == FIRENZE else FIRENZE
    with acting(Role.CITY_MANAGER, made.city):
        for direction in ("SENDS", "RECEIVES"):
            said = housing.state_term(
                partner_id=other, direction=direction, persons=6, from_on=now.date(), at=now
            )
    made.ids["term_id"] = said.pk
    _with_another(made.city, now)
    with acting(Role.CASE_WORKER, made.city):
        if queries.sends_to(queries.list_agreements(on=now.date())):
            housing.give_consent(request_id=made.ids["request_id"], cities=[other], at=now)
    made.ids["work_id"] = keep_plan(made.city, [made.ids["request_id"]], other, now).pk


def _with_another(city: str, now: datetime) -> None:
    """Say something of a third Comune, which the other city is not to read."""
    with act_as(system_actor(municipality_id=city, job="test")):
        third, _ = Municipality.objects.get_or_create(
            istat_code=THIRD,
            defaults={
                "name": "Perugia",
                "belfiore_code": "G478",
                "province": "Perugia",
                "province_code": "PG",
                "region": "Umbria",
                "latitude": 43.11,
                "longitude": 12.39,
            },
        )
        TransferTerm.objects.create(
            partner=third, direction="SENDS", persons=2, from_on=now.date(), stated_at=now
        )


def keep_plan(city: str, requests: list[Any], other: str, now: datetime) -> Any:
    """Keep a plan for some requests, as the worker does, with somebody who might arrive."""
    day = now.date().isoformat()
    with acting(Role.HOUSING_COORDINATOR, city):
        unit = str(min(queries.list_unit_ids(where=queries.UnitFilter())))
    lines = tuple(PlanLine(str(request), unit, day, None, None) for request in requests)
    draft = PlanDraft(now.date(), "placement-2", "HiGHS", 0, "0" * 32, True, SOME, SOME, ())
    part = CityPart(city, len(lines), SOME, SOME, lines, (Arrival(other, 6, unit, day),))
    with act_as(system_actor(municipality_id=city, job="test")):
        return housing.keep_part(part=part, found=draft, seconds=0.5, at=now)
