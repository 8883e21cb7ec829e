"""Files people send: the good ones are read, the bad ones named, none does harm."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from lgnet.lib.sheets import ROW, Column, Kind, Sheet, read, template, write

BEDS = Sheet(
    "posti",
    (
        Column("Comune", Kind.CODE, required=True, digits=6, aliases=("codice_istat",)),
        Column("Struttura", required=True, max_length=40),
        Column("Posti", Kind.INT, required=True, min=0, max=500),
        Column("Tariffa", Kind.DECIMAL, min=Decimal(0)),
        Column("Dal", Kind.DATE),
        Column("Accessibile", Kind.BOOL),
        Column("Per", Kind.CHOICE, choices={"donne": "F", "uomini": "M"}),
        Column("Visto il", Kind.DATETIME),
    ),
    key=("Comune", "Struttura"),
)
HEAD = "Comune;Struttura;Posti;Tariffa;Dal;Accessibile;Per;Visto il\r\n"
GOOD = HEAD + "048017;Casa Àgata;12;31,50;01/03/2021;sì;donne;2021-03-01 08:30\r\n"


def codes(data: bytes, sheet: Sheet = BEDS) -> list[tuple[int, str, str]]:
    return [(p.row, p.column, p.code) for p in read(data, "x", sheet).problems]


def workbook(rows: list[list[object]], **sheet: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            for position, cell in enumerate(row):
                if isinstance(cell, date):
                    day = book.add_format({"num_format": "dd/mm/yyyy"})
                    page.write_datetime(number, position, cell, day)
                else:
                    page.write(number, position, cell)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_read_encodings_and_separators(encoding, separator):
    text = GOOD.replace(";", separator)
    if separator == "|":
        text = "sep=|\r\n" + text
    parsed = read(text.encode(encoding), "posti.csv", BEDS)
    assert parsed.problems == []
    row = parsed.rows[0]
    assert row["Comune"] == "048017"
    assert row["Struttura"] == "Casa Àgata"
    assert row["Tariffa"] == Decimal("31.50")
    assert row["Dal"] == date(2021, 3, 1)
    assert row["Accessibile"] is True
    assert row["Per"] == "F"
    assert row["Visto il"] == datetime(2021, 3, 1, 7, 30, tzinfo=UTC)


def test_read_comma_separated_with_quotes_and_lines_inside():
    text = 'struttura,POSTI,codice istat\n"Casa, ""Nord""\nretro",3,48017\n,,\nB,4,048017\n'
    parsed = read(text.encode(), "x.csv", BEDS)
    assert parsed.problems == []
    assert [row[ROW] for row in parsed.rows] == [2, 5]
    assert parsed.rows[0]["Struttura"] == 'Casa, "Nord"\nretro'
    assert parsed.rows[0]["Comune"] == "048017"
    assert parsed.rows[0]["Tariffa"] is None


def test_read_workbook_types():
    data = workbook(
        [
            ["Comune", "Struttura", "Posti", "Tariffa", "Dal", "Accessibile", "Per"],
            [48017, "Casa", 12, 31.5, date(2021, 3, 1), True, "Donne"],
        ]
    )
    parsed = read(data, "x.xlsx", BEDS)
    assert parsed.problems == []
    row = parsed.rows[0]
    assert (row["Comune"], row["Posti"], row["Dal"]) == ("048017", 12, date(2021, 3, 1))
    assert row["Tariffa"] == Decimal("31.50")


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ("48017x;A;1;;;;;", "Comune", "not_code"),
        ("0480171;A;1;;;;;", "Comune", "not_code"),
        ("048017;;1;;;;;", "Struttura", "blank"),
        (f"048017;{'a' * 41};1;;;;;", "Struttura", "cell_too_long"),
        ("048017;=1+1;1;;;;;", "Struttura", "cell_formula"),
        ("048017;A;-1;;;;;", "Posti", "out_of_range"),
        ("048017;A;501;;;;;", "Posti", "out_of_range"),
        ("048017;A;1.200;;;;;", "Posti", "not_integer"),
        ("048017;A;tanti;;;;;", "Posti", "not_integer"),
        ("048017;A;１２;;;;;", "Posti", "not_integer"),
        ("048017;A;1;-3;;;;", "Tariffa", "too_small"),
        ("048017;A;1;1.234;;;;", "Tariffa", "too_precise"),
        ("048017;A;1;NaN;;;;", "Tariffa", "not_number"),
        ("048017;A;1;1e400;;;;", "Tariffa", "not_number"),
        ("048017;A;1;;31/02/2021;;;", "Dal", "not_date"),
        ("048017;A;1;;01/01/0001;;;", "Dal", "date_out_of_range"),
        ("048017;A;1;;2999-01-01;;;", "Dal", "date_out_of_range"),
        ("048017;A;1;;;forse;;", "Accessibile", "not_yes_no"),
        ("048017;A;1;;;;gatti;", "Per", "not_a_choice"),
        ("048017;A;1;;;;;ieri", "Visto il", "not_datetime"),
        ("048017;A;1;;;;;;;troppo", "", "extra_cells"),
    ],
)
def test_read_names_row_and_column_of_what_is_wrong(cells, column, code):
    assert codes((HEAD + cells).encode()) == [(2, column, code)]


def test_read_money_with_both_separators():
    rows = "048017;A;1;1.234,50;;;;\n048017;B;1;1,234.50;;;;\n048017;C;1;€ 7;;;;\n"
    parsed = read((HEAD + rows).encode(), "x", BEDS)
    assert [str(row["Tariffa"]) for row in parsed.rows] == ["1234.50", "1234.50", "7.00"]


def test_read_headers():
    assert codes(b"Comune;Struttura\n048017;A\n") == [(1, "Posti", "missing_column")]
    assert codes(b"Comune;Struttura;posti;POSTI\n") == [(1, "Posti", "duplicate_column")]
    assert codes(b"a;b;c\n1;2;3\n") == [(1, "", "no_header")]
    parsed = read((HEAD.strip() + ";Colore\n048017;A;1;;;;;;blu").encode(), "x", BEDS)
    assert (parsed.problems, parsed.ignored) == ([], ["Colore"])


def test_read_same_key_twice():
    assert codes((HEAD + "048017;A;1;;;;;\n48017;A;2;;;;;\n").encode()) == [
        (3, "Comune, Struttura", "duplicate_key")
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"\n;;\n", "empty_file"),
        (HEAD.encode(), "no_rows"),
        (b"%PDF-1.7\n%\xe2\xe3", "wrong_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_excel"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 90, "wrong_type"),
        (GOOD.encode() + b"\0", "nul_bytes"),
        ((HEAD + "048017;\x81\x8d;1").encode("latin-1"), "encoding"),
        ((HEAD + '048017;"A;1\n').encode(), "broken_csv"),
        ((HEAD + f"048017;{'a' * 200_000};1\n").encode(), "cell_too_long"),
        (b"PK\x03\x04 no zip", "broken_workbook"),
        (b"x" * 20_000_001, "file_too_big"),
        ((";".join(f"c{n}" for n in range(300))).encode(), "too_many_columns"),
    ],
)
def test_read_refuses_what_is_no_table(data, code):
    assert [problem[2] for problem in codes(data)] == [code]


def repacked(data: bytes, part: str, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_read_workbook_hostile():
    book = workbook([["Comune", "Struttura", "Posti"], ["048017", "A", 1]])
    page = "xl/worksheets/sheet1.xml"
    bomb = repacked(book, page, lambda old: old + b" " * 160_000_000)
    assert [p[2] for p in codes(bomb)] == ["zip_bomb"]
    doctype = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    external = repacked(book, page, lambda old: old.replace(b"?>", b"?>" + doctype, 1))
    assert [p[2] for p in codes(external)] == ["entities"]
    far = repacked(book, page, lambda old: old.replace(b'<row r="2"', b'<row r="99999999999"'))
    assert [p[2] for p in codes(far)] == ["too_many_rows"]
    cut = repacked(book, page, lambda old: old[: len(old) // 2])
    assert [p[2] for p in codes(cut)][-1] == "broken_workbook"
    only_zip = io.BytesIO()
    with zipfile.ZipFile(only_zip, "w") as archive:
        archive.writestr("a.txt", "x")
    assert [p[2] for p in codes(only_zip.getvalue())] == ["wrong_type"]


def test_read_stops_at_row_and_problem_limits():
    few = Sheet("x", (Column("a", Kind.INT, required=True),), max_rows=3)
    assert codes(b"a\n1\n2\n3\n4\n", few) == [(5, "", "too_many_rows")]
    many = read(b"a\n" + b"x\n" * 2000, "x", Sheet("x", few.columns))
    assert len(many.problems) == 501
    assert many.problems[-1].code == "more_problems"


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda t: (HEAD + t).encode("utf-8")))
def test_read_never_raises(data):
    parsed = read(data, "x", BEDS)
    assert parsed.ok or parsed.problems
    assert all(set(row) == {c.name for c in BEDS.columns} | {ROW} for row in parsed.rows)


# Made once: a workbook tells the time it was made, and so its length changes.
WORKBOOK = workbook([["Comune", "Struttura", "Posti"], ["048017", "A", 1]])


@pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl says what it skips
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_read_damaged_workbook_never_raises(data):
    book = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 6))):
        book[data.draw(st.integers(4, len(book) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(book), "x", BEDS)


@given(st.lists(st.tuples(st.integers(0, 500), st.decimals(0, 10**6, places=2)), min_size=1))
def test_read_what_write_wrote(values):
    rows = [("048017", f"S{n}", beds, rate) for n, (beds, rate) in enumerate(values)]
    head = ("Comune", "Struttura", "Posti", "Tariffa")
    parsed = read(write("csv", "t", head, rows), "x", BEDS)
    assert [tuple(row[name] for name in head) for row in parsed.rows] == rows


SHEET = Sheet(
    "prova",
    (
        Column("nome", required=True, example="Casa di esempio"),
        Column("posti", Kind.INT, min=0, example="12"),
        Column("per", Kind.CHOICE, choices={"donne": "F", "uomini": "M"}, example="donne"),
    ),
)


@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_template_reads_back_and_its_example_is_not_imported(fmt):
    parsed = read(template(SHEET, fmt), f"x.{fmt}", SHEET)
    assert [problem.code for problem in parsed.problems] == ["no_rows"]


def test_template_explains_columns():
    book = load_workbook(io.BytesIO(template(SHEET, "xlsx")))
    words = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows(min_row=2)]
    assert words[1] == ["posti", "numero intero", "no", "almeno 0"]
    assert words[2][3] == "donne, uomini"


@pytest.mark.parametrize("text", ["=1+1", "+39", "-2", "@SUM(A1)", "\t=1"])
def test_write_makes_formulas_harmless(text):
    csv_text = write("csv", "t", ["a"], [[text]]).decode("utf-8-sig")
    assert "'" + text in csv_text
    book = load_workbook(io.BytesIO(write("xlsx", "t", ["a"], [[text]])))
    cell = book.active["A2"]
    assert cell.value.startswith("'")
    assert cell.data_type == "s"
