"""Who counts as a recipient of sub-action 4 is judged, kept with the proposal, and said in words."""

from datetime import date
from pathlib import Path
from re import findall

import pytest
from django.utils import timezone

from lgnet.cores import eligibility
from lgnet.domain.housing.bridge import recipients
from lgnet.domain.people import operations as people
from lgnet.domain.people.birth import Birth
from lgnet.web.desk.recipient_words import OUTCOMES, REASONS, lines
from tests.builders import FIRENZE, acting

pytestmark = pytest.mark.django_db


def _household(*, title: str = "", nationality: str = "ERI", sex: str = "M") -> tuple:
    at = timezone.now()
    person = people.register(
        at=at,
        stage="DECLARED",
        given_name="Yonas",
        sex=sex,
        birth=Birth.on_day(date(1990, 5, 4)),
        nationality=nationality,
    )
    if title:
        people.add_title(person_id=person.pk, title=title, from_on=date(2025, 1, 1), at=at)
    household = people.form_household(members=[(person.pk, "HEAD")], on=timezone.localdate(at))
    return person, household, timezone.localdate(at)


@pytest.mark.parametrize(
    ("title", "nationality", "outcome", "code"),
    [
        ("SUSS", "ERI", "ELIGIBLE", "PROTECTION_HOLDER"),
        ("RICH_ASILO", "ERI", "ELIGIBLE", "PROTECTION_APPLICANT"),
        ("", "ERI", "UNKNOWN", "PROTECTION_NOT_KNOWN"),
        ("SUSS", "FRA", "NOT_ELIGIBLE", "NOT_THIRD_COUNTRY"),
    ],
)
def test_a_title_and_a_citizenship_decide(
    title: str, nationality: str, outcome: str, code: str
) -> None:
    with acting(city=FIRENZE):
        person, household, on = _household(title=title, nationality=nationality)
        (found,) = recipients(household_id=household.pk, on=on)
        assert found.person_id == person.pk
        assert found.outcome == outcome
        assert code in {reason["code"] for reason in found.reasons}
        assert found.rule_set == eligibility.ELIGIBILITY_VERSION
        (line,) = lines([found], names={person.pk: "Yonas"})
        assert line.name == "Yonas"
        assert line.reasons


def test_every_code_the_rules_can_say_has_its_words() -> None:
    folder = Path(eligibility.__file__).parent
    codes = {
        code
        for path in folder.rglob("*.py")
        for code in findall(r'Reason\.of\(\s*"([A-Z_]+)"', path.read_text())
    }
    assert codes == set(REASONS)
    assert {outcome.value for outcome in eligibility.Outcome} == set(OUTCOMES)
