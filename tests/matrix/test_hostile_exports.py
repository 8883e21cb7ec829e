"""E01, E02: what our exports make of texts that are formulas."""

import csv
import io

import pytest
from openpyxl import load_workbook

from lgnet.domain.security.enums import Role
from tests.builders import FIRENZE
from tests.matrix.cities import fill_city
from tests.matrix.routes import all_routes
from tests.matrix.walking import addresses, client_of

FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\ufeff=1", "\u200b=1", "＝1", " =1", "|cmd")


def _is_formula(text: str) -> bool:
    bare = text.lstrip(" \t\r\n\ufeff\u200b\u200e\u200f\u00a0")
    return bare[:1] in {"=", "+", "@", "＝", "＋", "＠", "|", "%"} or (
        bare[:1] in {"-", "－"}
        and not bare[1:].replace(".", "").replace(",", "").isdigit()
        and bare != "-"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("mark", FORMULAS)
def test_no_cell_of_an_export_is_a_formula(mark: str) -> None:
    made, files = fill_city(FIRENZE, mark=mark), 0
    for role in (Role.CASE_WORKER, Role.HOUSING_COORDINATOR, Role.CITY_MANAGER):
        client = client_of(role)
        for route in all_routes():
            for address in addresses(route, made.ids):
                answer = client.get(address)
                kind = answer.headers.get("Content-Type", "")
                if answer.status_code != 200:
                    continue
                body = b"".join(answer) if answer.streaming else answer.content
                if "csv" in kind:
                    text = body.decode("utf-8-sig")
                    for row in csv.reader(io.StringIO(text), delimiter=";"):
                        assert not [cell for cell in row if _is_formula(cell)], (address, row)
                    files += 1
                elif "spreadsheet" in kind:
                    for page in load_workbook(io.BytesIO(body)).worksheets:
                        for cells in page.iter_rows():
                            assert all(cell.data_type != "f" for cell in cells), address
                    files += 1
    assert files >= 4
