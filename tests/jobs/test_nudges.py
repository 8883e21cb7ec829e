"""Facilities that faded and are needed are asked by e-mail, once a day; the e-mail names nobody."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from lgnet.domain.housing import operations
from lgnet.domain.housing.models import ConfirmationLink, Facility
from lgnet.domain.security.enums import Role
from lgnet.jobs import housing as jobs
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.housing_builders import MAN, make_request, make_stay, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def needed(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Facility:
    """A facility confirmed two days ago, with a contact, while somebody waits; it is noon."""
    settings.LGNET_MAIL, settings.LGNET_SITE = True, "https://lgnet.test"
    noon = timezone.localtime().replace(hour=12, minute=0)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    return _faded(FIRENZE, noon)


def _faded(city: str, now: datetime) -> Facility:
    with acting(Role.HOUSING_COORDINATOR, city):
        unit = make_unit(beds=2, at=now - timedelta(days=2))
        make_stay(unit, MAN, at=now - timedelta(days=2))
        operations.keep_facts(
            facility_id=unit.facility_id, contact_email="casa@ente.example", at=now
        )
        make_request(MAN, at=now)
        return Facility.objects.get(pk=unit.facility_id)


def _send_all() -> list[bool]:
    rows = ProcrastinateJob.objects.filter(task_name=operations.SEND_TASK).order_by("id")
    return [jobs.send_nudge(**row.args) for row in rows]


def test_one_is_asked_once_a_day_and_the_page_opens(needed: Facility, client: Client) -> None:
    assert [jobs.nudge_facilities(timestamp=0) for _ in range(3)] == [1, 0, 0]
    assert _send_all() == [True]
    assert _send_all() == [False]  # a task that runs again sends nothing again
    (letter,) = mail.outbox
    assert letter.to == ["casa@ente.example"]
    url = re.findall(r"https://lgnet\.test(/posti/\S+)", letter.body)
    assert len(url) == 2
    assert client.get(url[0]).status_code == 200
    with acting():
        assert ConfirmationLink.objects.get().sent_at is not None


def test_the_queue_holds_ids_and_no_address(needed: Facility) -> None:
    jobs.nudge_facilities(timestamp=0)
    with acting():
        link = ConfirmationLink.objects.get()
    row = ProcrastinateJob.objects.get(task_name=operations.SEND_TASK)
    assert row.args == {"link": str(link.pk), "city": FIRENZE}


def test_who_confirmed_meanwhile_gets_no_letter(needed: Facility) -> None:
    jobs.nudge_facilities(timestamp=0)
    with acting():
        operations.confirm_facility(facility_id=needed.pk, at=timezone.now())
    assert _send_all() == [False]
    assert mail.outbox == []


def test_every_city_asks_its_own(needed: Facility) -> None:
    _faded(BOLOGNA, timezone.now())
    assert jobs.nudge_facilities(timestamp=0) == 2
    assert _send_all() == [True, True]
    assert ["Bologna" in letter.body for letter in mail.outbox].count(True) == 1


@pytest.mark.parametrize(("hour", "mails"), [(3, True), (21, True), (12, False)])
def test_nobody_is_asked_at_night_or_without_a_mail_server(
    needed: Facility,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    hour: int,
    mails: bool,
) -> None:
    settings.LGNET_MAIL = mails
    moment = timezone.localtime().replace(hour=hour)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert jobs.nudge_facilities(timestamp=0) == 0
