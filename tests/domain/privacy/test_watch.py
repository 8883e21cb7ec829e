"""Who reads far beyond their work is found, the manager is told, and nobody clears their own."""

from datetime import date

import pytest
from django.utils import timezone

from lgnet.domain.people import finding, queries
from lgnet.domain.privacy import operations as privacy
from lgnet.domain.privacy.models import Anomaly, Notice
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import Actor, act_as
from lgnet.lib.errors import Invalid, NotAllowed, NotFound
from tests.builders import FIRENZE, acting
from tests.domain.privacy.builders import a_colleague
from tests.people_builders import a_case, a_person

pytestmark = pytest.mark.django_db


def _limits(**limits: int) -> None:
    calm = {"opened_at_least": 3, "night_opened": 1000, "searches_an_hour": 5}
    with acting(Role.CITY_MANAGER):
        privacy.save_settings(at=timezone.now(), **calm | limits)


def _note() -> list[Anomaly]:
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        return privacy.note_anomalies(on=timezone.localdate(), at=timezone.now())


def _open(reader: Actor, many: int) -> None:
    with acting():
        ids = [a_person(alias=f"Nome {number}").pk for number in range(many)]
    with act_as(reader):
        for person_id in ids:
            queries.get_person(person_id=person_id)
            queries.get_person(person_id=person_id)


def test_people_opened_are_compared_with_those_followed() -> None:
    _limits()
    curious, calm = a_colleague(), a_colleague(name="calma")
    _open(curious, 4)
    _open(calm, 3)
    (row,) = _note()
    assert (row.user_id, row.kind, row.counted, row.allowed) == (
        curious.user_id,
        "CASELOAD",
        4,
        3,
    )
    assert _note() == []


def test_who_follows_many_may_open_many() -> None:
    _limits(opened_per_case=2)
    busy = a_colleague()
    with act_as(busy):
        for number in range(2):
            a_case(a_person(alias=f"Seguita {number}"))
    _open(busy, 4)
    assert _note() == []
    _open(busy, 1)
    assert [row.counted for row in _note()] == [5]


def test_files_opened_out_of_hours_are_counted_apart() -> None:
    hour = timezone.localtime().hour
    away = (
        {"day_from": hour - 2, "day_to": hour - 1} if hour >= 2 else {"day_from": 22, "day_to": 23}
    )
    _limits(opened_at_least=50, night_opened=1, **away)
    reader = a_colleague()
    _open(reader, 2)
    assert [(row.kind, row.counted) for row in _note()] == [("NIGHT", 2)]


def test_searches_in_bulk_are_noticed() -> None:
    _limits()
    reader = a_colleague()
    with acting():
        a_person()
    with act_as(reader):
        for _ in range(6):
            finding.search(text="Selam", at=timezone.now())
    found = _note()
    # A full hour may begin between two searches: then neither hour is over the limit.
    assert [(row.kind, row.counted) for row in found] in ([("SEARCHES", 6)], [])


def test_the_manager_is_told_and_answers_for_others_only() -> None:
    _limits()
    _open(a_colleague(), 4)
    (row,) = _note()
    with acting(Role.CITY_MANAGER):
        notice = Notice.objects.get()
        assert (notice.kind, notice.to_role) == ("ANOMALY", Role.CITY_MANAGER)
        privacy.see_anomaly(anomaly_id=row.pk, at=timezone.now())
        with pytest.raises(NotFound):
            privacy.see_anomaly(anomaly_id=row.pk, at=timezone.now())
    with acting(Role.CITY_MANAGER) as manager:
        Anomaly.objects.update(user_id=manager.user_id, seen_at=None)
        with pytest.raises(NotFound):
            privacy.see_anomaly(anomaly_id=row.pk, at=timezone.now())


def test_limits_have_limits() -> None:
    with acting(Role.CITY_MANAGER):
        for wrong in ({"emergency_minutes": 600}, {"day_from": 20, "day_to": 8}):
            with pytest.raises(Invalid):
                privacy.save_settings(at=timezone.now(), **wrong)
    with acting(), pytest.raises(NotAllowed):
        privacy.save_settings(at=timezone.now(), night_opened=1)
    assert isinstance(timezone.localdate(), date)
