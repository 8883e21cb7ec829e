"""A network with figures, made by the real operations."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from lgnet.domain.grants.operations import publish_figures, snapshot_indicators
from lgnet.domain.grants.periods import Period
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.operations import NewFact, record
from lgnet.domain.security.queries import system_actor
from lgnet.flows.demo.cities import CITIES
from lgnet.flows.demo.network import load_network
from lgnet.lib.actor import act_as

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 8, 5)
PERIODS = (Period.quarter_of(DAY), Period.year_of(DAY))


def fill(city: str, met: int, placed: int) -> None:
    """Record facts of one city and compute its figures."""
    with act_as(system_actor(municipality_id=city, job="test")):
        facts = []
        for n in range(met):
            subject, seen = UUID(int=n + 1), {"age": "18-60", "sex": "MF"[n % 2]}
            facts.append(NewFact(FactKind.PERSON_MET, f"met-{n}", DAY, 3, subject, dimensions=seen))
            if n < placed:
                facts.append(
                    NewFact(
                        FactKind.STAY_STARTED,
                        f"stay-{n}",
                        DAY,
                        4,
                        subject,
                        dimensions={**seen, "days_waited": 20 + n},
                    )
                )
        record(*facts)
        for period in PERIODS:
            snapshot_indicators(period_from=period.starts_on, period_to=period.ends_on, at=NOW)


@pytest.fixture(scope="module")
def _published(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Make the network once a module, in a transaction that never commits."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_network(at=NOW)
        fill("048017", 30, 3)
        fill("037006", 20, 12)
        fill("058091", 40, 9)
        with act_as(system_actor(municipality_id=None, job="test")):
            for period in PERIODS:
                publish_figures(period_from=period.starts_on, period_to=period.ends_on, at=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def network(_published: None, db: None) -> None:
    """Nineteen cities, three of them with figures, one of those small."""


@pytest.fixture
def every_city(network: None) -> None:
    """All nineteen cities with figures."""
    for number, city in enumerate(CITIES):
        if city.istat not in ("048017", "037006", "058091"):
            fill(city.istat, 10 + number, 6)
