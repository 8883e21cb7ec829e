"""ISTAT's list comes in once, follows changes, and never touches what is ours."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lgnet.domain.network.comuni import COMUNI
from lgnet.domain.network.models import Municipality
from lgnet.domain.network.operations import import_comuni
from lgnet.lib.errors import NotAllowed
from lgnet.lib.sheets import read
from tests.builders import BOLOGNA, FIRENZE, acting

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ISTAT = Path(__file__).resolve().parents[4] / "shared" / "data" / "istat_elenco_comuni.csv"
HEAD = (
    "codice_istat;denominazione;codice_catastale;regione;provincia;sigla_provincia;"
    "superficie_km2;popolazione_residente\n"
)
FIRENZE_ROW = "048017;Firenze;D612;Toscana;Firenze;FI;102,32;361705\n"
AGLIE_ROW = "001001;Agliè;A074;Piemonte;Torino;TO;13,1463;2585\n"


def rows(text: str) -> list[dict]:
    parsed = read((HEAD + text).encode(), "x.csv", COMUNI)
    assert parsed.ok
    return parsed.rows


@pytest.mark.django_db
def test_import_comuni_creates_updates_and_leaves_the_rest():
    with acting("NETWORK_COORDINATOR"):
        first = import_comuni(rows=rows(FIRENZE_ROW + AGLIE_ROW), at=NOW)
        again = import_comuni(rows=rows(FIRENZE_ROW + AGLIE_ROW), at=NOW)
        assert (first.created, first.updated, first.unchanged) == (1, 1, 0)
        assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
        firenze = Municipality.objects.get(pk=FIRENZE)
        assert (firenze.is_tenant, firenze.prefix, firenze.latitude) == (True, "FI", 43.7696)
        assert firenze.population == 361705
        assert Municipality.objects.filter(pk=BOLOGNA).exists()


@pytest.mark.django_db
def test_import_comuni_blank_optional_cell_keeps_what_is_known():
    with acting("NETWORK_COORDINATOR"):
        import_comuni(rows=rows(AGLIE_ROW), at=NOW)
        again = import_comuni(rows=rows("001001;Agliè;A074;Piemonte;Torino;TO;;\n"), at=NOW)
        assert again.unchanged == 1
        assert Municipality.objects.get(pk="001001").population == 2585


@pytest.mark.django_db
def test_import_comuni_dry_run_and_problems_change_nothing():
    with acting("NETWORK_COORDINATOR"):
        tried = import_comuni(rows=rows(AGLIE_ROW), dry_run=True, at=NOW)
        bad = import_comuni(
            rows=rows(AGLIE_ROW + "001002;Airasca;XX09;Piemonte;Torino;TO;;\n"), at=NOW
        )
        assert tried.created == 1
        assert [(p.row, p.code) for p in bad.problems] == [(3, "network.bad_belfiore")]
        assert not Municipality.objects.filter(pk__in=["001001", "001002"]).exists()


@pytest.mark.django_db
def test_import_comuni_is_for_the_network():
    with acting("CITY_MANAGER"), pytest.raises(NotAllowed):
        import_comuni(rows=[], at=NOW)


@pytest.mark.django_db
@pytest.mark.skipif(not ISTAT.exists(), reason="ISTAT's list is not on this machine")
def test_import_comuni_takes_the_whole_of_italy_in_seconds():
    with acting("NETWORK_COORDINATOR"):
        start = time.perf_counter()
        parsed = read(ISTAT.read_bytes(), ISTAT.name, COMUNI)
        outcome = import_comuni(rows=parsed.rows, at=NOW)
        seconds = time.perf_counter() - start
        again = import_comuni(rows=parsed.rows, at=NOW)
        assert parsed.problems == []
        assert outcome.created + outcome.updated + outcome.unchanged == 7894
        assert again.unchanged == 7894
        assert seconds < 5
