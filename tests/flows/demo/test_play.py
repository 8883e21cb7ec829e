"""A year played by the real operations: complete, repeatable, resumable, with nothing in clear."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from lgnet.domain.cases.models import CaseFile
from lgnet.domain.housing.models import (
    Bed,
    BedNight,
    Convention,
    Discrepancy,
    Facility,
    Stay,
)
from lgnet.domain.housing.queries import overview
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.models import Fact
from lgnet.domain.people.models import Person
from lgnet.domain.response.models import Meeting, Report, TriageDecision
from lgnet.domain.response.queries import list_plans
from lgnet.domain.security.models import Membership
from lgnet.domain.security.queries import system_actor
from lgnet.flows.demo.calendar import year_of
from lgnet.flows.demo.cities import BY_ISTAT
from lgnet.flows.demo.events import Kind
from lgnet.flows.demo.network import load_bodies, load_network
from lgnet.flows.demo.play.accounts import Logins, make_network_users
from lgnet.flows.demo.play.city import Plan, play_city
from lgnet.flows.demo.play.memory import Memory, Story
from lgnet.flows.demo.play.troupe import aware
from lgnet.flows.demo.play.upkeep import DOUBLES
from lgnet.lib.actor import act_as
from lgnet.lib.audit.chain import verify
from lgnet.lib.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 16, 40)
SEED = 3
CITY = BY_ISTAT["084001"]
SCALE = 0.5
TABLES = (
    "people_person",
    "response_report",
    "response_visit",
    "cases_casefile",
    "housing_stay",
    "housing_bednight",
    "ledger_fact",
    "audit_auditevent",
    "security_user",
    "housing_bed",
)


@pytest.fixture
def plan(tmp_path):
    load_network(at=aware(NOW))
    load_bodies(at=aware(NOW))
    return Plan(city=CITY, seed=SEED, scale=SCALE, logins=Logins(tmp_path / "logins.json"))


def inside():
    return act_as(system_actor(municipality_id=CITY.istat, job="test"))


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def count_met(drawn):
    """Count the persons that teams write down, those met a second time as somebody new included."""
    return sum(
        event.payload.household.size if event.kind is Kind.VISIT_DONE else 1
        for event in drawn
        if event.kind is Kind.MET_AGAIN
        or (event.kind is Kind.VISIT_DONE and event.payload.household)
    )


def count_rows():
    with inside():
        return {table: ask(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def play(plan, *, step=400, stop_after=None):
    told = []

    def say(far):
        told.append(far)
        if stop_after is not None and len(told) == stop_after:
            raise KeyboardInterrupt

    play_city(plan, now=NOW, say=say, step=step)
    return told


@pytest.fixture
def drawn():
    return list(year_of(CITY, seed=SEED, now=NOW, scale=SCALE))


def check_rows_and_facts_agree(drawn):
    kinds = [event.kind for event in drawn]
    met = count_met(drawn)
    with inside():
        facts = dict(ask("SELECT kind, count(*) FROM ledger_fact GROUP BY kind"))
        assert Person.objects.count() == met + DOUBLES
        assert Report.objects.count() == kinds.count(Kind.REPORT_RECEIVED) + kinds.count(
            Kind.MET_AGAIN
        )
        assert facts[FactKind.REPORT_RECEIVED] == Report.objects.count()
        assert facts[FactKind.PERSON_MET] == Meeting.objects.count() == met
        assert facts[FactKind.CASE_OPENED] == CaseFile.objects.count() > 0
        assert Stay.objects.count() > 0
        slept = ask(
            "SELECT count(DISTINCT (stay_id, person_id)) FROM housing_occupancy"
            " WHERE stay_id IS NOT NULL AND person_id IS NOT NULL"
        )[0][0]
        assert facts[FactKind.STAY_STARTED] == slept


def check_nights_are_those_of_the_stays():
    with inside():
        nights = ask(
            "SELECT sum(least(CASE WHEN s.state = 'ACTIVE' THEN %s ELSE o.to_on END, %s) - o.from_on)"
            " FROM housing_occupancy o JOIN housing_stay s ON s.id = o.stay_id"
            " WHERE NOT o.released AND o.person_id IS NOT NULL AND o.from_on < %s",
            NOW.date(),
            NOW.date(),
            NOW.date(),
        )[0][0]
        assert nights == BedNight.objects.count() > 100
        assert nights == Fact.objects.filter(kind=FactKind.BED_NIGHT).count()


def check_acts_have_the_roles_that_may_do_them():
    with inside():
        roles = {}
        for action, role in ask("SELECT DISTINCT action, role FROM audit_auditevent"):
            roles.setdefault(action, set()).add(role)
    # The desk writes somebody down again now and then: the doubles of the demonstration.
    assert roles["people.registered"] == {"TEAM_MEMBER", "CASE_WORKER"}
    assert roles["people.identity_completed"] == {"CASE_WORKER"}
    assert roles["cases.case_opened"] == {"CASE_WORKER"}
    assert roles["housing.hold"] == roles["housing.accept"] == {"HOUSING_COORDINATOR"}
    assert roles["housing.record_bed_nights"] == {"HOUSING_COORDINATOR"}
    assert roles["grants.indicators_snapshotted"] == {"CITY_MANAGER"}
    assert "PUBLIC" in roles["response.received"]


def check_who_runs_what_and_employs_whom_is_known():
    with inside():
        assert not Facility.objects.filter(body=None, applicant__isnull=True).exists()
        states = set(Facility.objects.values_list("state", flat=True))
        assert states == {"LISTED", "APPLIED", "EXAMINED", "ACCREDITED", "REFUSED"}
        assert Convention.objects.filter(renews__isnull=False).exists()
        assert Bed.objects.filter(extra=True).exists()
        assert Discrepancy.objects.filter(link__isnull=False, settled_at=None).exists()
        assert not Membership.objects.filter(organisation=None).exists()
        employers = set(Membership.objects.values_list("organisation__name_it", flat=True))
    assert f"Comune di {CITY.name}" in employers
    assert len(employers) > 1


def check_a_winter_and_a_summer_plan_counted():
    with inside():
        kinds = {plan.kind for plan in list_plans()}
        told = {r["code"] for each in TriageDecision.objects.all() for r in each.reasons}
    assert kinds == {"COLD", "HEAT"}
    assert {"COLD_PLAN_ACTIVE", "HEAT_PLAN_ACTIVE"} <= told


def check_the_chain_is_whole():
    with inside():
        assert list(verify(CITY.istat)) == []
        assert AuditEvent.objects.values("user_id").distinct().count() > 5


def test_play_interrupted_goes_on_to_the_same_end(plan, drawn):
    for stop_after in (1, 2, 3):
        with pytest.raises(KeyboardInterrupt):
            play(plan, step=60, stop_after=stop_after)
    play(plan, step=35)
    with inside():
        assert Person.objects.count() == count_met(drawn) + DOUBLES
        assert Report.objects.values("code").distinct().count() == Report.objects.count()
        assert list(verify(CITY.istat)) == []
    check_nights_are_those_of_the_stays()


def test_play_failed_step_leaves_nothing_of_itself(plan, monkeypatch):
    with pytest.raises(KeyboardInterrupt):
        play(plan, stop_after=1)
    before = count_rows()
    monkeypatch.setattr("lgnet.flows.demo.play.people.people.form_household", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        play(plan)
    assert count_rows() == before


def check_no_name_is_in_clear(drawn):
    secrets = set()
    for event in drawn:
        if event.kind is Kind.PERSONS_REGISTERED:
            for member in event.payload.household.members:
                name = member.name
                secrets |= {name.given, name.family, name.given_script, member.alias, member.phone}
        if event.kind is Kind.REPORT_RECEIVED:
            secrets.add(event.payload.text.description)
    secrets = {text for text in secrets if text and len(text) > 5}
    assert len(secrets) > 20
    with inside():
        tables = ask(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        )
        for (table,) in tables:
            if table.startswith(("security_", "network_", "django_", "auth_")):
                continue
            rows = ask(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')[0][0] or ""
            found = {text for text in secrets if text in rows}
            assert not found, table


def check_tonight_shows_every_stage():
    at = aware(NOW)
    with inside():
        states = dict(ask("SELECT state, count(*) FROM response_report GROUP BY state"))
        late = ask(
            "SELECT count(*) FROM response_report WHERE state = 'RECEIVED' AND answer_by < %s", at
        )
        assert states["RECEIVED"] >= 2
        assert late[0][0] >= 1
        assert ask("SELECT count(*) FROM response_visit WHERE state = 'PLANNED'")[0][0] >= 1
        held = ask(
            "SELECT count(*) FROM housing_hold WHERE state = 'ACTIVE' AND expires_at > %s", at
        )
        assert held[0][0] >= 1
        sizes = ask("SELECT DISTINCT persons FROM housing_housingrequest WHERE state = 'WAITING'")
        assert len(sizes) >= 2
        oldest = ask("SELECT min(next_review_on) FROM cases_casefile WHERE state = 'OPEN'")[0][0]
        assert at.date() - timedelta(days=7) <= oldest
        beds = overview(at=at)
        assert beds["holds"] > 0
        assert beds["blocks"] > 0


def test_play_whole_year(plan, drawn):
    play(plan)
    check_rows_and_facts_agree(drawn)
    check_nights_are_those_of_the_stays()
    check_acts_have_the_roles_that_may_do_them()
    check_who_runs_what_and_employs_whom_is_known()
    check_a_winter_and_a_summer_plan_counted()
    check_the_chain_is_whole()
    check_no_name_is_in_clear(drawn)
    check_tonight_shows_every_stage()
    assert plan.logins.all() == [], "only Firenze and Bologna have logins"
    before = count_rows()
    assert play(plan) == [100], "played again, it adds nothing"
    assert count_rows() == before


def test_logins_are_random_and_only_the_owners(tmp_path):
    logins = Logins(tmp_path / "logins.json")
    load_network(at=aware(NOW))
    load_bodies(at=aware(NOW))
    make_network_users(logins, since=NOW.date(), at=aware(NOW))
    first = {login.role: login.password for login in logins.all()}
    assert set(first) == {"NETWORK_COORDINATOR", "NETWORK_OBSERVER"}
    assert (tmp_path / "logins.json").stat().st_mode & 0o777 == 0o600
    make_network_users(logins, since=NOW.date(), at=aware(NOW))
    assert {login.role: login.password for login in Logins(tmp_path / "logins.json").all()} == first
    other = Logins(tmp_path / "other.json")
    assert other.password_of("NETWORK_OBSERVER", "osservatorio.rete") not in first.values()


def test_memory_survives_being_written_down():
    memory = Memory(now=NOW.isoformat())
    story = memory.story("FI-00001", on=NOW.date())
    story.persons, story.waits = ["a", "b"], "2026-11-01"
    memory.put_off(to=NOW - timedelta(days=1), story="FI-00001", what="leave", actor="FI-O01")
    memory.put_off(to=NOW + timedelta(days=1), story="FI-00001", what="leave", actor="FI-O01")
    back = Memory.from_plain(memory.as_plain())
    assert back == memory
    assert len(back.later) == 1


def test_memory_forgets_what_is_over():
    memory = Memory(now=NOW.isoformat())
    long_ago = NOW.date() - timedelta(days=300)
    memory.stories = {
        "over": Story(touched=long_ago.isoformat()),
        "housed": Story(touched=long_ago.isoformat(), stay="x"),
        "new": Story(touched=NOW.date().isoformat()),
    }
    memory.forget(on=NOW.date())
    assert set(memory.stories) == {"housed", "new"}
