"""A report comes in."""

from datetime import timedelta

import pytest

from lgnet.domain.ledger.models import Fact
from lgnet.domain.response.models import Report
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import public_actor
from lgnet.lib.actor import act_as
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.errors import Invalid, NotAllowed
from tests.builders import BOLOGNA, FIRENZE, acting, make_cities
from tests.domain.response.build import EVENING, receive

pytestmark = pytest.mark.django_db


def test_receive_report_starts_the_clock_of_the_proposed_class_and_leaves_the_class_blank():
    with acting():
        report = receive()
        assert (report.code, report.state) == ("S-2026-0001", "RECEIVED")
        assert (report.priority, report.urgency) == ("", "P1")
        assert report.answer_by == EVENING + timedelta(minutes=30)
        fact = Fact.objects.get(kind="response.report_received")
    assert (fact.key, fact.sub_action) == (f"report:{report.pk}", 3)
    assert fact.dimensions == {"channel": "PHONE", "proposed": "P1"}


def test_receive_report_numbers_each_city_on_its_own():
    with acting(city=FIRENZE):
        receive()
        assert receive().code == "S-2026-0002"
    with acting(city=BOLOGNA):
        assert receive().code == "S-2026-0001"


def test_receive_report_keeps_texts_sealed_and_the_act_recorded():
    with acting():
        report = receive(reporter_name="Rosa Canarini")
        again = Report.objects.get(pk=report.pk)
        assert again.reporter_name == "Rosa Canarini"
    with acting():
        assert AuditEvent.objects.filter(action="response.received").count() == 1
        event = AuditEvent.objects.get(action="response.received")
    assert "Canarini" not in str(event.__dict__)


def test_receive_report_is_open_to_anybody_for_one_city():
    make_cities()
    with act_as(public_actor(municipality_id=FIRENZE)):
        assert receive(channel="PUBLIC").received_by is None


def test_receive_report_is_refused_to_roles_without_it():
    with acting(Role.HOUSING_COORDINATOR), pytest.raises(NotAllowed):
        receive()


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"latitude": 91.0}, "response.absurd_position", "latitude"),
        ({"longitude": float("nan")}, "response.absurd_position", "longitude"),
        ({"latitude": None}, "response.half_position", "latitude"),
        ({"precision_m": -1}, "response.absurd_position", "precision_m"),
        ({"persons": 0}, "response.absurd_persons", "persons"),
        ({"persons": 501}, "response.absurd_persons", "persons"),
        ({"what": "x" * 4001}, "response.text_too_long", "what"),
        ({"place": "x" * 301}, "response.text_too_long", "place"),
        ({"signs": ["GHOST"]}, "response.unknown_sign", "signs"),
        ({"signs": ["WELL", "ILL"]}, "response.signs_disagree", "signs"),
        ({"languages": ["qqq1"]}, "response.unknown_language", "languages"),
        ({"languages": ["zzz"]}, "response.unknown_language", "languages"),
        ({"channel": "PIGEON"}, "response.unknown_choice", "channel"),
        (
            {"place": " ", "latitude": None, "longitude": None},
            "response.place_needed",
            "place",
        ),
        ({"what": "", "signs": []}, "response.what_needed", "what"),
        ({"at": EVENING.replace(year=1)}, "response.absurd_date", "at"),
        ({"at": EVENING.replace(tzinfo=None)}, "response.no_time_zone", "at"),
    ],
)
def test_receive_report_refuses_nonsense_and_changes_nothing(given, code, field):
    with acting():
        with pytest.raises(Invalid) as refused:
            receive(**given)
        assert (refused.value.code, refused.value.params["field"]) == (code, field)
        assert not Report.objects.exists()
        assert not Fact.objects.exists()


def test_receive_report_takes_unknown_for_an_answer():
    with acting():
        report = receive(what="Qualcuno dorme qui", signs=[], latitude=None, longitude=None)
    assert (report.persons, report.latitude, report.urgency) == (None, None, "P2")


def test_receive_report_drops_zero_bytes_that_a_database_refuses():
    with acting():
        assert receive(what="due\0 uomini").what == "due uomini"
