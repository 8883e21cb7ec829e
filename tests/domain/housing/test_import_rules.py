"""The table of facilities carries rules and contacts; what cannot be read is named and nothing enters."""

from datetime import time
from decimal import Decimal
from typing import Any

import pytest

from lgnet.domain.housing import operations
from lgnet.domain.housing.models import Facility
from lgnet.domain.security.enums import Role
from tests.builders import acting
from tests.housing_builders import NOW, a_row

pytestmark = pytest.mark.django_db


def test_rules_come_in_and_blank_cells_leave_them() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        full = a_row(
            tipo="HOST",
            email_conferme="casa@ente.example",
            posti_dichiarati=8,
            eta_da=18,
            animali=False,
            ingresso_dalle="18:00",
            ingresso_alle="22.30",
            contributo_mese=Decimal("50.00"),
            lingue="ita FRA, ara",
        )
        assert operations.import_facilities(rows=[full], at=NOW).created == 1
        assert operations.import_facilities(rows=[full], at=NOW).unchanged == 1
        assert operations.import_facilities(rows=[a_row(tipo="HOST")], at=NOW).unchanged == 1
        found = Facility.objects.get()
        assert (found.contact_email, found.declared_places, found.age_from) == (
            "casa@ente.example",
            8,
            18,
        )
        assert (found.enters_from, found.enters_to) == (time(18), time(22, 30))
        assert (found.pets, found.smoking, found.languages) == (False, None, ["ita", "fra", "ara"])
        assert found.contribution_eur == Decimal("50.00")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"ingresso_dalle": "sera"}, "housing.not_ingresso_dalle"),
        ({"ingresso_alle": "25:00"}, "housing.not_ingresso_alle"),
        ({"lingue": "italiano"}, "housing.not_lingue"),
        ({"email_conferme": "casa"}, "housing.not_email_conferme"),
        ({"eta_da": 40, "eta_a": 18}, "housing.ages"),
    ],
)
def test_cells_that_cannot_be_read_are_named(cells: dict[str, Any], code: str) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        told = operations.import_facilities(rows=[a_row(**cells)], at=NOW)
        assert [problem.code for problem in told.problems] == [code]
        assert not Facility.objects.exists()
