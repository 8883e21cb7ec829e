"""What cities of the demonstration are ready for with each other, and a household that would go."""

from lgnet.domain.housing import operations as housing
from lgnet.domain.housing.enums import Direction
from lgnet.domain.housing.queries import RequestFilter, list_agreements, list_waiting, sends_to
from lgnet.domain.security.enums import Role
from lgnet.flows.demo.play.memory import Memory
from lgnet.flows.demo.play.troupe import Troupe, aware
from lgnet.lib.actor import speak_as

FIRENZE, BOLOGNA, ROMA, LATINA, NAPOLI, CASERTA, PERUGIA = (
    "048017",
    "037006",
    "058091",
    "059011",
    "063049",
    "061022",
    "054039",
)
# Invented: neighbours, the crowded one sends. Perugia has not answered Firenze yet.
_SAID = (
    (FIRENZE, BOLOGNA, 6, True),
    (BOLOGNA, FIRENZE, 4, True),
    (FIRENZE, PERUGIA, 5, False),
    (ROMA, LATINA, 12, True),
    (NAPOLI, CASERTA, 10, True),
)


def agree(troupe: Troupe, memory: Memory) -> None:
    """Let the manager say the city's part of what is said between cities."""
    here, at = troupe.city.istat, aware(memory.until)
    with speak_as(troupe.actor(troupe.first(Role.CITY_MANAGER))):
        for origin, destination, persons, answered in _SAID:
            if origin == here:
                partner, direction = destination, Direction.SENDS
            elif destination == here and answered:
                partner, direction = origin, Direction.RECEIVES
            else:
                continue
            housing.state_term(
                partner_id=partner, direction=direction, persons=persons, from_on=at.date(), at=at
            )


def consent(troupe: Troupe, memory: Memory) -> None:
    """Let the two households that wait longest for a class say they would also go elsewhere."""
    at = aware(memory.until)
    with speak_as(troupe.actor(troupe.first(Role.CASE_WORKER))):
        cities = sorted(sends_to(list_agreements(on=at.date())))
        if cities:
            for request in list_waiting(where=RequestFilter(state="WAITING"), size=2).rows:
                housing.give_consent(request_id=request.pk, cities=cities, at=at)
