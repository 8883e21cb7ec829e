"""E01, E02: what our exports make of texts that are formulas."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

import pytest
from openpyxl import load_workbook

from lgnet.domain.security.enums import Role
from tests.builders import FIRENZE
from tests.matrix.cities import fill_city
from tests.matrix.conftest import Cities
from tests.matrix.routes import Route, all_routes
from tests.matrix.walking import addresses, client_of

FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\ufeff=1", "\u200b=1", "＝1", " =1", "|cmd")


def _is_formula(text: str) -> bool:
    bare = text.lstrip(" \t\r\n\ufeff\u200b\u200e\u200f\u00a0")
    return bare[:1] in {"=", "+", "@", "＝", "＋", "＠", "|", "%"} or (
        bare[:1] in {"-", "－"}
        and not bare[1:].replace(".", "").replace(",", "").isdigit()
        and bare != "-"
    )


EXPORTS = {
    "coordination:network_export",
    "coordination:partners_export",
    "desk:case_export",
    "desk:import_template",
    "desk:reports_export",
    "housing:facilities_export",
    "housing:requests_export",
}


def _files(ids: Mapping[str, UUID], routes: Iterable[Route]) -> Iterator[tuple[str, str, bytes]]:
    """Yield route, kind and content of each table somebody of the city can download."""
    for role in (Role.CASE_WORKER, Role.HOUSING_COORDINATOR, Role.CITY_MANAGER):
        client = client_of(role)
        for route in routes:
            for address in addresses(route, ids):
                answer = client.get(address)
                kind = answer.headers.get("Content-Type", "")
                if answer.status_code == 200 and ("csv" in kind or "spreadsheet" in kind):
                    body = b"".join(answer) if answer.streaming else answer.content
                    yield route.name, "csv" if "csv" in kind else "xlsx", body


def test_the_routes_that_give_tables_are_these(cities: Cities) -> None:
    assert {name for name, _, _ in _files(cities.ours.ids, all_routes())} == EXPORTS


@pytest.mark.django_db
@pytest.mark.parametrize("mark", FORMULAS)
def test_no_cell_of_an_export_is_a_formula(mark: str) -> None:
    made, files = fill_city(FIRENZE, mark=mark), 0
    for name, kind, body in _files(made.ids, [one for one in all_routes() if one.name in EXPORTS]):
        if kind == "csv":
            for row in csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"):
                assert not [cell for cell in row if _is_formula(cell)], (name, row)
        else:
            for page in load_workbook(io.BytesIO(body)).worksheets:
                for cells in page.iter_rows():
                    assert all(cell.data_type != "f" for cell in cells), name
        files += 1
    assert files >= 4
