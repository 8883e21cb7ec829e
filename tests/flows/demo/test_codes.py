"""The drafts speak the codes of the packages that will receive them."""

from datetime import datetime

import pytest

from lgnet.domain.cases.enums import NeedKind
from lgnet.domain.cases.enums import Origin as CaseOrigin
from lgnet.domain.housing.enums import Destination, FacilityKind, SexRule, UnitKind
from lgnet.domain.people.enums import BirthPrecision, HouseholdRole, IdentifierKind, Sex
from lgnet.domain.response.enums import Channel, CloseReason, Sign, Skill
from lgnet.domain.security.enums import Role
from lgnet.flows.demo import facilities, identifiers, people, staff
from lgnet.flows.demo.calendar import year_of
from lgnet.flows.demo.cities import CITIES, FIRENZE
from lgnet.flows.demo.events import Kind
from lgnet.flows.demo.texts_data import notes, reports


@pytest.fixture(scope="module")
def events():
    now = datetime(2026, 11, 22, 16, 40)
    return [event for city in CITIES for event in year_of(city, seed=7, now=now)]


def payloads(events, kind):
    return [event.payload for event in events if event.kind is kind]


def test_housing_codes():
    drawn = facilities.facilities_of(FIRENZE, seed=7)
    assert {facility.kind for facility in drawn} <= set(FacilityKind.values)
    units = [unit for facility in drawn for unit in facility.units]
    assert {unit.kind for unit in units} == set(UnitKind.values)
    assert {unit.sex_rule for unit in units} <= set(SexRule.values)
    assert set(facilities.SEX_RULES) == set(SexRule.values)
    assert set(notes.EXITS) <= set(Destination.values)


def test_staff_codes():
    assert set(staff.ROLES) <= set(Role.values)
    assert set(staff.SKILLS) <= set(Skill.values)
    drawn = staff.staff_of(FIRENZE, seed=7)
    assert {skill for person in drawn for skill in person.skills} <= set(staff.SKILLS)


def test_people_codes(events):
    members = [
        member
        for payload in payloads(events, Kind.PERSONS_REGISTERED)
        for member in payload.household.members
    ]
    assert {member.sex for member in members} <= set(Sex.values)
    assert {member.role for member in members} <= set(HouseholdRole.values)
    assert set(people.BIRTH_PRECISIONS) <= set(BirthPrecision.values)
    assert set(identifiers.KINDS) <= set(IdentifierKind.values)


def test_case_codes():
    assert {kind for kind, _ in notes.NEEDS.values()} <= set(NeedKind.values)
    assert {source.case_origin for source, _ in reports.SOURCES} <= set(CaseOrigin.values)


def test_report_codes(events):
    received = payloads(events, Kind.REPORT_RECEIVED)
    assert {report.channel for report in received} <= set(Channel.values)
    codes = {code for report in received for code in report.text.signs.codes}
    assert codes == set(Sign.values) - {"WELL"}
    closed = payloads(events, Kind.REPORT_CLOSED)
    assert {closing.reason for closing in closed} <= set(CloseReason.values)
