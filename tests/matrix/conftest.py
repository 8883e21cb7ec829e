"""Two filled cities for the walks of this folder, made once a module and undone after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from tests.builders import BOLOGNA, FIRENZE
from tests.matrix.cities import Filled, fill_city


@dataclass(frozen=True)
class Cities:
    """What walks start from: ours and theirs."""

    ours: Filled
    theirs: Filled


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cities]:
    """Firenze and Bologna with everything in them, inside a transaction that never commits."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Cities(ours=fill_city(FIRENZE), theirs=fill_city(BOLOGNA))
        transaction.set_rollback(True)


@pytest.fixture
def cities(filled: Cities) -> Iterator[Cities]:
    """Hand out the two cities to one test; what it writes is undone."""
    with transaction.atomic():
        yield filled
        transaction.set_rollback(True)
