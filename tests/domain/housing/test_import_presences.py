"""Rolls and counts of facilities: compared with who is expected, kept whole or not at all."""

from typing import Any

import pytest

from lgnet.domain.housing import operations
from lgnet.domain.housing.models import (
    Absence,
    BedNight,
    Confirmation,
    Discrepancy,
    EveningCheck,
    Reading,
    Stay,
    Unit,
)
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.errors import NotAllowed
from lgnet.lib.sheets import ROW, Outcome
from tests.builders import FIRENZE, acting
from tests.housing_builders import (
    GIRL,
    MAN,
    NOW,
    TODAY,
    WOMAN,
    beds_of,
    make_stay,
    make_unit,
    night,
)

pytestmark = pytest.mark.django_db


class House:
    """A facility with a family in one room and two people in another."""

    def __init__(self) -> None:
        with acting():
            self.flat: Unit = make_unit(beds=2)
            self.family: Stay = make_stay(self.flat, WOMAN, GIRL)
            self.room: Unit = make_unit(beds=3, unit_code="2")
            self.stays = [make_stay(self.room, MAN) for _ in range(2)]

    def codes(self) -> list[str]:
        """Return the family's code and those of the two."""
        with acting():
            family = Stay.objects.get(pk=self.family.pk).household.code
            return [family, *(Stay.objects.get(pk=s.pk).request.case.code for s in self.stays)]


@pytest.fixture
def house() -> House:
    """A house to tell of."""
    return House()


def a_line(number: int, **cells: Any) -> dict[str, Any]:
    """Return a line of the table."""
    line = {"notte": TODAY, "codice_struttura": "CASA", "codice_camera": None, "letto": None}
    return {ROW: number, "codice": None, "presenti": None, **line, **cells}


def bring(*lines: dict[str, Any], **more: Any) -> Outcome:
    """Import lines as the coordinator."""
    with acting(Role.HOUSING_COORDINATOR):
        return operations.import_presences(rows=list(lines), at=NOW, **more)


def roll(codes: list[str], **cells: Any) -> list[dict[str, Any]]:
    """Return a roll of codes."""
    return [a_line(number, codice=code, **cells) for number, code in enumerate(codes, 2)]


def test_a_whole_roll_says_that_everybody_is_in(house: House) -> None:
    told = bring(*roll(house.codes()))
    assert (told.created, told.problems, told.notes) == (3, (), ())
    with acting():
        assert EveningCheck.objects.get().absences.count() == 0
        assert Confirmation.objects.latest("at", "id").way == "ROLL"


def test_who_is_expected_and_not_on_the_roll_was_not_in(house: House) -> None:
    bring(*roll(house.codes()[:2]))
    with acting():
        assert [row.person_id for row in Absence.objects.all()] == [
            house.stays[1].request.case.person_id
        ]
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(1)) == 3


def test_the_same_roll_again_changes_nothing_and_another_is_the_last_word(house: House) -> None:
    lines = roll(house.codes())
    bring(*lines)
    again = bring(*lines)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)
    assert bring(*lines[:2]).updated == 2
    with acting():
        assert Absence.objects.count() == 1
    bring(*lines)
    with acting():
        assert not Absence.objects.exists()


def test_one_wrong_line_and_nothing_enters(house: House) -> None:
    codes = house.codes()
    told = bring(*roll([*codes, "FI-2026-9999"]), a_line(9, codice="X", codice_struttura="ALTRA"))
    assert [(one.row, one.column, one.code) for one in told.problems] == [
        (9, "codice_struttura", "housing.unknown_facility"),
    ]
    told = bring(*roll([*codes, "FI-2026-9999"]))
    assert [(one.row, one.code) for one in told.problems] == [(5, "housing.not_expected_there")]
    with acting():
        assert not EveningCheck.objects.exists()


def test_the_room_and_bed_told_must_be_theirs(house: House) -> None:
    code = house.codes()[1]
    with acting():
        bed = house.stays[0].occupancies.get().bed
        label = next(one.label for one in beds_of(house.room) if one.pk == bed.pk)
    assert bring(a_line(2, codice=code, codice_camera="2", letto=label), dry_run=True).created == 1
    told = bring(a_line(2, codice=code, codice_camera="1"))
    assert [(one.code, one.params) for one in told.problems] == [
        ("housing.expected_elsewhere", {"unit": "2", "bed": label})
    ]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"notte": night(1), "codice": "X"}, "housing.night_ahead"),
        ({"notte": night(-401), "codice": "X"}, "housing.night_too_old"),
        ({}, "housing.code_or_number"),
        ({"codice": "X", "presenti": 1}, "housing.code_or_number"),
    ],
)
def test_lines_that_cannot_be_are_told(house: House, cells: dict[str, Any], code: str) -> None:
    assert [one.code for one in bring(a_line(2, **cells)).problems] == [code]


def test_a_facility_tells_by_codes_or_by_number_not_both(house: House) -> None:
    told = bring(*roll(house.codes()), a_line(9, presenti=4))
    assert [(one.row, one.code) for one in told.problems] == [(9, "housing.code_or_number")]
    told = bring(a_line(2, presenti=4), a_line(3, presenti=5))
    assert [(one.row, one.code) for one in told.problems] == [(3, "housing.number_twice")]


def test_a_number_is_kept_beside_ours(house: House) -> None:
    assert bring(a_line(2, presenti=4)).notes == ()
    with acting():
        assert not Discrepancy.objects.exists()
    told = bring(a_line(2, presenti=3))
    assert [(one.code, one.params) for one in told.notes] == [
        ("housing.number_differs", {"told": 3, "expected": 4})
    ]
    bring(a_line(2, presenti=3))
    with acting():
        assert Reading.objects.get().present == 3
        row = Discrepancy.objects.get()
        assert (row.kind, row.believed, row.told) == ("PRESENT", 4, 3)


def test_a_night_already_counted_is_only_compared(house: House) -> None:
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        operations.record_bed_nights(night_from=TODAY, night_to=night(1))
    told = bring(*roll(house.codes()[:2]))
    assert [(one.code, one.params) for one in told.notes] == [
        ("housing.night_counted_with", {"n": 1})
    ]
    assert told.unchanged == 2
    with acting():
        assert BedNight.objects.count() == 4
        assert not Absence.objects.exists()


def test_who_keeps_no_presence_imports_nothing() -> None:
    with acting(), pytest.raises(NotAllowed):
        operations.import_presences(rows=[], at=NOW)
