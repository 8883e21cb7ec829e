"""import_facilities: tried first, taken whole, updated by code, never under somebody's bed."""

import pytest

from lgnet.domain.housing import operations
from lgnet.domain.housing.models import Bed, Facility, Unit
from lgnet.domain.housing.sheets import FACILITIES
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import NotAllowed
from lgnet.lib.sheets import read, template
from tests.builders import acting
from tests.housing_builders import MAN, NOW, a_row, beds_of, make_stay, make_unit

pytestmark = pytest.mark.django_db


def test_trial_changes_nothing() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        outcome = operations.import_facilities(rows=[a_row()], dry_run=True, at=NOW)
        assert (outcome.created, outcome.updated, outcome.problems) == (1, 0, ())
        assert not Facility.objects.exists()


def test_import_makes_facility_units_and_beds() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        rows = [a_row(posti=3), a_row(codice_camera="2", camera="Camera 2", posti=2)]
        assert operations.import_facilities(rows=rows, at=NOW).created == 2
        assert Facility.objects.get().address == "via di prova 1"
        assert sorted(Bed.objects.values_list("label", flat=True)) == ["A", "A", "B", "B", "C"]


def test_import_again_updates_by_code_and_leaves_blanks() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        operations.import_facilities(rows=[a_row(posti=2)], at=NOW)
        same = operations.import_facilities(rows=[a_row(posti=2)], at=NOW)
        assert (same.created, same.updated, same.unchanged) == (0, 0, 1)
        changed = a_row(struttura="Casa nuova", indirizzo=None, posti=4)
        assert operations.import_facilities(rows=[changed], at=NOW).updated == 1
        facility = Facility.objects.get()
        assert (facility.name, facility.address) == ("Casa nuova", "via di prova 1")
        assert Bed.objects.count() == 4


def test_fewer_beds_take_out_idle_ones_and_never_one_in_use() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        unit = make_unit(beds=3)
        operations.import_facilities(rows=[a_row(struttura="Casa CASA", posti=2)], at=NOW)
        assert [bed.usable for bed in beds_of(unit)] == [True, True, False]
        make_stay(unit, MAN)
        make_stay(unit, MAN)
        outcome = operations.import_facilities(
            rows=[a_row(struttura="Altro nome", posti=1)], at=NOW
        )
        assert [problem.code for problem in outcome.problems] == ["housing.bed_in_use"]
        assert Unit.objects.count() == 1


def test_rows_that_contradict_each_other_are_named() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        rows = [a_row(), a_row(codice_camera="2", struttura="Un’altra casa")]
        outcome = operations.import_facilities(rows=rows, at=NOW)
        assert [(problem.column, problem.code) for problem in outcome.problems] == [
            ("struttura", "housing.facility_differs")
        ]
        assert not Facility.objects.exists()


def test_import_needs_permission() -> None:
    with acting(), pytest.raises(NotAllowed):
        operations.import_facilities(rows=[a_row()], at=NOW)


@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_template_reads_back(fmt: str) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        data = template(FACILITIES, fmt)
        assert data
        parsed = read(data, f"strutture.{fmt}", FACILITIES)
        assert all(problem.code == "no_rows" for problem in parsed.problems)
