"""«Centri d'Italia»: ours enter as listed, oddities are told and stop nothing, again is the same."""

import csv
import io
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from lgnet.domain.housing import centres, operations, queries
from lgnet.domain.housing.enums import FacilityKind, SexRule
from lgnet.domain.housing.models import Bed, Convention, Facility, Reading
from lgnet.domain.housing.sheets_presences import CENTRES
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import NotAllowed
from lgnet.lib.sheets import Outcome, read
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.housing_builders import NOW

pytestmark = pytest.mark.django_db
HEAD = [column.name for column in CENTRES.columns]


def a_centre(number: int, **cells: Any) -> dict[str, str]:
    """Return a line as the public file has it."""
    line = dict.fromkeys(HEAD, "")
    line |= {
        "rilevazione_data": "2021-12-31",
        "centro_id": str(number),
        "centro_denominazione": f"Centro {number}",
        "comune_denominazione": "Firenze",
        "comune_codice_istat": FIRENZE,
        "ente_gestore": "Cooperativa Prova",
        "data_stipula_convenzione": "2021-01-01",
        "data_scadenza_convenzione": "31/12/2021",
        "costo_giornaliero_per_ospite": "26,35",
        "presenze_giornaliere": "18",
        "capienza": "20",
        "tipologia_centro": "CAS",
        "tipologia_ospiti": "uomini",
    }
    return line | {name: str(value) for name, value in cells.items()}


def as_file(lines: list[dict[str, str]]) -> bytes:
    """Return lines as the CSV that is published: commas, UTF-8."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEAD)
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode()


def bring(*lines: dict[str, str], dry_run: bool = False) -> Outcome:
    """Read and import lines as the page does."""
    parsed = read(as_file(list(lines)), "centri.csv", CENTRES)
    assert parsed.ok, parsed.problems
    with acting(Role.HOUSING_COORDINATOR):
        return operations.import_centres(rows=parsed.rows, dry_run=dry_run, at=NOW)


def codes(told: Outcome) -> list[tuple[str, str]]:
    """Return column and code of what was odd."""
    return [(note.column, note.code.removeprefix("housing.")) for note in told.notes]


def test_a_centre_enters_as_listed_with_terms_and_a_reading() -> None:
    told = bring(a_centre(7))
    assert (told.created, codes(told)) == (1, [])
    with acting():
        found = Facility.objects.get()
        assert (found.external_id, found.state, found.active) == ("CDI-7", "LISTED", False)
        assert (found.kind, found.sex_rule, found.declared_places) == ("FIRST", "MEN", 20)
        assert found.applicant == "Cooperativa Prova"
        terms = Convention.objects.get()
        assert (terms.from_on, terms.to_on) == (date(2021, 1, 1), date(2022, 1, 1))
        assert (terms.daily_rate, terms.no_cig) == (Decimal("26.35"), "NOT_KNOWN")
        reading = Reading.objects.get()
        assert (reading.read_on, reading.places, reading.present) == (date(2021, 12, 31), 20, 18)
        assert not Bed.objects.exists()
        assert not queries.list_facilities(at=NOW)  # nobody is placed by a public list


def test_other_cities_are_told_and_stay_out() -> None:
    told = bring(a_centre(1), a_centre(2, comune_codice_istat="37006"))
    assert codes(told) == [("comune_codice_istat", "out_of_scope")]
    with acting():
        assert Facility.objects.count() == 1
    with acting(city=BOLOGNA):
        assert not Facility.objects.exists()


def test_codes_that_lost_their_zero_are_ours_all_the_same() -> None:
    assert bring(a_centre(1, comune_codice_istat="48017")).created == 1


def test_nothing_known_is_not_zero() -> None:
    told = bring(a_centre(1, presenze_giornaliere="", centro_denominazione="", tipologia_centro=""))
    assert codes(told) == [
        ("presenze_giornaliere", "centre_no_presences"),
        ("tipologia_centro", "centre_kind_blank"),
        ("centro_denominazione", "centre_no_name"),
    ]
    with acting():
        assert Reading.objects.get().present is None
        assert Facility.objects.get().name == "CDI-1"


def test_more_people_than_places_are_taken_and_told() -> None:
    told = bring(a_centre(1, presenze_giornaliere="27"))
    assert [(note.code, note.params) for note in told.notes] == [
        ("housing.centre_over_full", {"percent": 135})
    ]
    with acting():
        assert Reading.objects.get().present == 27


def test_a_kind_of_nobodys_stays_as_it_was_told() -> None:
    told = bring(a_centre(1, tipologia_centro="Struttura ibrida XYZ"))
    assert codes(told) == [("tipologia_centro", "centre_kind_not_in_table")]
    with acting():
        found = Facility.objects.get()
        assert (found.kind, found.kind_told) == ("UNKNOWN", "Struttura ibrida XYZ")


def test_what_cannot_be_read_is_unknown_and_the_rest_enters() -> None:
    told = bring(
        a_centre(
            1,
            rilevazione_data="fine anno",
            capienza="venti",
            costo_giornaliero_per_ospite="a corpo",
            data_stipula_convenzione="31/02/2021",
            presenze_giornaliere="-3",
        )
    )
    assert {column for column, code in codes(told) if code == "centre_unreadable"} == {
        "rilevazione_data",
        "capienza",
        "costo_giornaliero_per_ospite",
        "data_stipula_convenzione",
        "presenze_giornaliere",
    }
    with acting():
        assert Facility.objects.get().declared_places is None
        assert not Reading.objects.exists()
        assert not Convention.objects.exists()


def test_terms_that_end_before_they_begin_are_not_kept() -> None:
    told = bring(a_centre(1, data_stipula_convenzione="01/01/2022"))
    assert codes(told) == [("data_scadenza_convenzione", "centre_dates_reversed")]


def test_an_extension_makes_the_terms_longer() -> None:
    bring(a_centre(1))
    assert bring(a_centre(1, data_scadenza_proroga="30 giugno 2022")).updated == 1
    with acting():
        assert Convention.objects.get().to_on == date(2022, 7, 1)


def test_the_same_file_again_changes_nothing() -> None:
    lines = [a_centre(number, rilevazione_data=f"202{number}-06-30") for number in (0, 1, 2)]
    assert bring(*lines).created == 3
    told = bring(*lines)
    assert (told.created, told.updated, told.unchanged) == (0, 0, 3)


def test_what_went_further_in_the_register_is_ours() -> None:
    bring(a_centre(1))
    with acting(Role.HOUSING_COORDINATOR):
        facility = Facility.objects.get()
        operations.reapply_facility(facility_id=facility.pk, at=NOW)
        operations.keep_facts(facility_id=facility.pk, name="Casa nostra", at=NOW)
    told = bring(a_centre(1, rilevazione_data="2022-06-30", presenze_giornaliere="3"))
    assert codes(told) == [("centro_id", "centre_is_ours")]
    with acting():
        assert Facility.objects.get().name == "Casa nostra"
        assert Reading.objects.count() == 2


def test_a_trial_changes_nothing_and_tells_the_same() -> None:
    lines = [a_centre(1, presenze_giornaliere="30"), a_centre(2, comune_codice_istat="000001")]
    trial = bring(*lines, dry_run=True)
    with acting():
        assert not Facility.objects.exists()
    assert codes(bring(*lines)) == codes(trial)


def test_who_keeps_no_inventory_imports_nothing() -> None:
    with acting(), pytest.raises(NotAllowed):
        operations.import_centres(rows=[], at=NOW)


def test_a_national_file_goes_through_whole() -> None:
    """As the published one is: 6,000 lines of all Comuni, nulls, words for figures, 110 % full."""
    dice = Random(20211231)
    kinds = [
        "CAS",
        "Prima accoglienza",
        "SAI",
        "Centro collettivo",
        "Appartamento",
        "hotel",
        "",
        "?",
    ]
    lines = []
    for number in range(6_000):
        places = dice.randrange(2, 120)
        lines.append(
            a_centre(
                number,
                comune_codice_istat=FIRENZE
                if number % 60 == 0
                else f"{number % 111:03d}{number % 90:03d}",
                capienza=places,
                presenze_giornaliere=dice.choice(["", places, round(places * 1.1) + 1, "n.d.", 0]),
                tipologia_centro=dice.choice(kinds),
                data_scadenza_convenzione=dice.choice(["2021-12-31", "31/12/2021", "44561", ""]),
                costo_giornaliero_per_ospite=dice.choice(["26.35", "35,00 €", "", "21"]),
            )
        )
    told = bring(*lines)
    ours = [line for line in lines if line["comune_codice_istat"] == FIRENZE]
    with acting():
        assert told.created == Facility.objects.count() == len(ours) >= 100
        outside = [note for note in told.notes if note.code == "housing.out_of_scope"]
        assert len(outside) == len(lines) - len(ours)
        full = sum(
            1
            for line in ours
            if line["presenze_giornaliere"].isdigit()
            and int(line["presenze_giornaliere"]) > int(line["capienza"])
        )
        assert sum(note.code == "housing.centre_over_full" for note in told.notes) == full > 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-12-31", date(2021, 12, 31)),
        ("2021-12-31T00:00:00", date(2021, 12, 31)),
        ("2021-12-31 00:00:00.000", date(2021, 12, 31)),
        ("31/12/21", date(2021, 12, 31)),
        ("31 Dicembre 2021", date(2021, 12, 31)),
        ("44561", date(2021, 12, 31)),
        ("N.D.", None),
        ("null", None),
    ],
)
def test_days_are_read_as_they_are_written(text: str, expected: date | None) -> None:
    assert centres.read_day(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Centro di Accoglienza Straordinaria (CAS)", FacilityKind.FIRST),
        ("C.A.S. - albergo", FacilityKind.HOTEL),
        ("accoglienza diffusa", FacilityKind.FLAT),
        ("SAI ordinari", FacilityKind.SECOND),
        ("Unità abitativa", FacilityKind.FLAT),
        ("famiglie", FacilityKind.HOST),
        ("centro collettivo", FacilityKind.SHELTER),
        ("boh", FacilityKind.UNKNOWN),
    ],
)
def test_kinds_are_read_from_free_text(text: str, kind: str) -> None:
    assert centres.read_kind(text)[0] == kind


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Uomini singoli", SexRule.MEN),
        ("donne con minori", SexRule.WOMEN_CHILDREN),
        ("nuclei familiari", SexRule.FAMILIES),
        ("uomini e donne", SexRule.ANY),
        ("", SexRule.ANY),
    ],
)
def test_guests_are_read_from_free_text(text: str, rule: str) -> None:
    assert centres.read_guests(text) == rule
