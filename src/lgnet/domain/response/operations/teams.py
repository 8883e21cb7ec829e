"""The teams a city has."""

from collections.abc import Sequence

from lgnet.domain.response.access import check_can_plan
from lgnet.domain.response.enums import Skill
from lgnet.domain.response.models import MobileTeam
from lgnet.domain.response.operations import checks
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.errors import Invalid


@operation
def form_team(
    *, name: str, languages: Sequence[str] = (), skills: Sequence[str] = (), vehicle: str = ""
) -> MobileTeam:
    """Write down a team: its name, what it can do, which languages it speaks, its vehicle."""
    check_can_plan()
    called = checks.text(name, field="name", most=60)
    if called is None:
        raise Invalid("response.name_needed", field="name")
    team = MobileTeam.objects.create(
        name=called,
        languages=checks.languages(languages),
        skills=checks.choices(skills, allowed=Skill.values, field="skills"),
        vehicle=checks.text(vehicle, field="vehicle", most=40) or "",
    )
    audit.record("response.team_formed", team)
    return team
