"""What happens on the spot: arrive, close, nobody, meet, new contact."""

from datetime import timedelta

import pytest

from lgnet.domain.ledger.models import Fact
from lgnet.domain.people.models import Person
from lgnet.domain.people.operations import register
from lgnet.domain.response import operations, queries
from lgnet.domain.response.models import Meeting, Report, Visit
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import BOLOGNA, acting
from tests.domain.response.build import EVENING, assess, planned, receive, shift, visiting

pytestmark = pytest.mark.django_db
LATER = EVENING + timedelta(minutes=20)


def person(alias: str = "il sarto") -> Person:
    return register(at=EVENING, stage="STREET", alias=alias)


def test_arrive_stops_the_clock_of_the_report():
    with acting():
        visit = planned()
    with acting(Role.CITY_MANAGER), pytest.raises(NotAllowed):
        operations.arrive(visit_id=visit.pk, at=LATER)
    with visiting():
        operations.arrive(visit_id=visit.pk, at=LATER)
        assert Visit.objects.get().state == "ARRIVED"
        assert Report.objects.get().answered_at == LATER
        with pytest.raises(Refused):
            operations.arrive(visit_id=visit.pk, at=LATER)


def test_close_visit_counts_people_once_by_pseudonym():
    with acting():
        visit = planned()
    with visiting():
        one, two = person("uno"), person("due")
        operations.meet(visit_id=visit.pk, person_id=one.pk, at=LATER, needs=["SLEEP"])
        operations.close_visit(
            visit_id=visit.pk,
            at=LATER,
            met=[one.pk, two.pk, two.pk],
            given=["BLANKET"],
            note="Torneranno domani.",
        )
        closed = Visit.objects.get()
        assert (closed.state, closed.persons_met, closed.given) == ("DONE", 2, ["BLANKET"])
        assert closed.note == "Torneranno domani."
        assert Report.objects.get().state == "DONE"
        met = Fact.objects.filter(kind="response.person_met")
        assert set(met.values_list("subject", flat=True)) == {one.pseudonym, two.pseudonym}
        assert met[0].dimensions["age"] == "unknown"
        assert Fact.objects.filter(kind="response.visit_done").count() == 1
        assert Meeting.objects.get(person=one).needs == ["SLEEP"]


def test_close_visit_twice_is_refused_and_counts_once():
    with acting():
        visit = planned()
    with visiting():
        operations.close_visit(visit_id=visit.pk, at=LATER)
        with pytest.raises(Refused):
            operations.close_visit(visit_id=visit.pk, at=LATER)
        assert Fact.objects.filter(kind="response.visit_done").count() == 1


def test_close_visit_with_a_person_of_another_city_changes_nothing():
    with acting(city=BOLOGNA):
        stranger = person()
    with acting():
        visit = planned()
    with visiting():
        with pytest.raises(NotFound):
            operations.close_visit(visit_id=visit.pk, at=LATER, met=[stranger.pk])
        assert Visit.objects.get().state == "PLANNED"


@pytest.mark.parametrize(
    ("given", "field"), [({"given": ["GOLD"]}, "given"), ({"note": "x" * 4001}, "note")]
)
def test_close_visit_refuses_nonsense(given, field):
    with acting():
        visit = planned()
    with visiting():
        with pytest.raises(Invalid) as refused:
            operations.close_visit(visit_id=visit.pk, at=LATER, **given)
        assert refused.value.params["field"] == field


def test_nobody_there_ends_the_visit_and_the_report_may_be_reopened():
    with acting():
        visit = planned()
    with visiting():
        operations.nobody_there(visit_id=visit.pk, at=LATER)
        assert Visit.objects.get().state == "NOBODY"
        assert not Fact.objects.filter(kind="response.visit_done").exists()
    with acting():
        assert operations.reopen(report_id=visit.report_id, at=LATER).state == "RECEIVED"


@pytest.mark.parametrize("name", ["arrive", "close_visit", "nobody_there"])
def test_visits_of_another_city_are_not_there_and_need_the_right(name):
    with acting():
        visit = planned()
        act = getattr(operations, name)
        with pytest.raises(NotAllowed):
            act(visit_id=visit.pk, at=LATER)
    with visiting(BOLOGNA), pytest.raises(NotFound):
        act(visit_id=visit.pk, at=LATER)


def test_meet_needs_an_open_visit_and_the_right():
    with acting():
        visit = planned()
        with pytest.raises(NotAllowed):
            operations.meet(visit_id=visit.pk, person_id=visit.pk, at=LATER)
    with visiting():
        someone = person()
        operations.nobody_there(visit_id=visit.pk, at=LATER)
        with pytest.raises(Refused, match="visit_over"):
            operations.meet(visit_id=visit.pk, person_id=someone.pk, at=LATER)


def test_new_contact_alone_makes_its_own_report_and_visit():
    with acting():
        round_ = shift()
        with pytest.raises(NotAllowed):
            operations.new_contact(at=LATER, shift_id=round_.pk, alias="Bobo", place="Cure")
    with visiting():
        contact = operations.new_contact(
            at=LATER,
            shift_id=round_.pk,
            alias="Bobo",
            age_band="14-17",
            sex="M",
            languages=["fr"],
            needs=["SLEEP", "FOOD"],
            place="Sottopasso delle Cure",
        )
        met = Person.objects.get()
        assert (met.alias, met.sex, met.stage) == ("Bobo", "M", "STREET")
        assert contact.visit.state == "DONE"
        assert (contact.visit.report.channel, contact.visit.report.state) == ("FIELD", "DONE")
        fact = Fact.objects.get(kind="response.person_met")
        assert fact.dimensions["age"] == "<18"
    with acting():
        assert queries.count_by_tab()["closed"] == 0


def test_new_contact_on_a_visit_joins_it():
    with acting():
        visit = planned()
    with visiting():
        contact = operations.new_contact(
            at=LATER, shift_id=visit.shift_id, visit_id=visit.pk, alias=None
        )
        assert contact.visit.pk == visit.pk
        assert Report.objects.count() == 1
        again = operations.new_contact(
            at=LATER,
            shift_id=visit.shift_id,
            visit_id=visit.pk,
            person_id=contact.meeting.person_id,
        )
        assert again.meeting.pk == contact.meeting.pk


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"age_band": "200"}, "age_band"),
        ({"sex": "Q"}, "sex"),
        ({"needs": ["GOLD"]}, "needs"),
        ({"languages": ["??"]}, "languages"),
        ({"place": ""}, "place"),
        ({"latitude": 200.0, "longitude": 0.0}, "latitude"),
    ],
)
def test_new_contact_refuses_nonsense_and_registers_nobody(given, field):
    with acting():
        round_ = shift()
    with visiting():
        with pytest.raises(Invalid) as refused:
            operations.new_contact(**{"at": LATER, "shift_id": round_.pk, "place": "Cure", **given})
        assert refused.value.params["field"] == field
        assert not Person.objects.exists()
        assert not Report.objects.exists()


def test_order_of_the_round_goes_on_from_where_the_team_is():
    with acting():
        round_ = shift(hours=8)
        for longitude in (11.20, 11.21, 11.30):
            report = assess(receive(signs=["BASICS"], latitude=43.77, longitude=longitude))
            operations.assign(report_id=report.pk, shift_id=round_.pk, at=EVENING)
        first = Visit.objects.get(position=1)
    with visiting():
        operations.close_visit(visit_id=first.pk, at=EVENING + timedelta(minutes=40))
        left = list(Visit.objects.filter(state="PLANNED").order_by("position"))
    assert [visit.position for visit in left] == [2, 3]
    assert left[0].planned_at > EVENING + timedelta(minutes=40)
