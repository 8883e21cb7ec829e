"""Two filled cities for the walks of this folder, made once a worker.

A module that uses `cities` holds no test with a database of its own, nor one that fills a city
again; what has to be committed takes `committed`, a clone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from tests.builders import BOLOGNA, FIRENZE
from tests.harness.databases import fresh_database, passing_database, turned_to
from tests.matrix.cities import Filled, fill_city


@dataclass(frozen=True)
class Cities:
    """What walks start from: the database that holds them, ours and theirs."""

    database: str
    ours: Filled
    theirs: Filled


@pytest.fixture(scope="session")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cities]:
    """Firenze and Bologna with everything in them, committed, in a database nobody writes to."""
    with passing_database("cities") as name:
        with django_db_blocker.unblock(), turned_to(name):
            made = Cities(name, ours=fill_city(FIRENZE), theirs=fill_city(BOLOGNA))
        yield made


@pytest.fixture(scope="module")
def filled(stage: Cities, django_db_blocker: Any) -> Iterator[Cities]:
    """Turn a module to the two cities, inside a transaction that never commits."""
    with django_db_blocker.unblock(), turned_to(stage.database), transaction.atomic():
        yield stage
        transaction.set_rollback(True)


@pytest.fixture
def cities(filled: Cities) -> Iterator[Cities]:
    """Hand out the two cities to one test; what it writes is undone."""
    with transaction.atomic():
        yield filled
        transaction.set_rollback(True)


@pytest.fixture
def committed(
    request: pytest.FixtureRequest, stage: Cities, django_db_blocker: Any
) -> Iterator[Cities]:
    """Hand out the two cities in a clone of their own, where transactions really commit."""
    key, source = request.node.nodeid, stage.database
    with fresh_database(key, django_db_blocker, source=source) as name:
        yield Cities(name, ours=stage.ours, theirs=stage.theirs)
