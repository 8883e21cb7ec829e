"""A secluded person, made by the real operations, and a colleague nobody named."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from lgnet.domain.cases.models import CaseFile
from lgnet.domain.privacy import operations as privacy
from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import Membership, User
from lgnet.domain.security.queries import actor_for, system_actor
from lgnet.lib.actor import Actor, act_as
from tests.builders import FAR_PAST, FIRENZE, acting
from tests.people_builders import AT, ON, a_case, a_person

WHY = "Il fratello la cerca: non dire dove dorme."


def a_colleague(role: str = Role.CASE_WORKER, city: str = FIRENZE, name: str = "altra") -> Actor:
    """Return somebody else of a city, who follows nobody yet."""
    with act_as(system_actor(municipality_id=city, job="test")):
        user, _made = User.objects.get_or_create(
            username=f"{name}.{role.lower()}", defaults={"display_name": f"{name} {role}".title()}
        )
        Membership.objects.get_or_create(
            user=user, role=role, municipality_id=city, defaults={"from_on": FAR_PAST}
        )
    with act_as(system_actor(municipality_id=None, job="test")):
        actor = actor_for(user, on=date.today())
    assert actor is not None
    return actor


def seclude(person_id: UUID, **told: Any) -> None:
    """Hide a person from all who are not named, as the one who follows the case."""
    values: dict[str, Any] = {
        "person_id": person_id,
        "ground": "ADDRESS",
        "reason": WHY,
        "review_on": ON + timedelta(days=90),
        "at": AT,
    }
    privacy.seclude(**values | told)


def a_secluded_case(**told: Any) -> CaseFile:
    """Register somebody, take them in charge and hide them."""
    with acting():
        case = a_case(a_person(), summary="Viene da Asmara")
        seclude(case.person_id, **told)
    return case
