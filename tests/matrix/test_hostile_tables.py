"""I01-I10, E01, E02: tables nobody should send, and what our exports make of hostile texts."""

import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from lgnet.domain.security.enums import Role
from lgnet.lib.ids import new_id
from lgnet.web.imports import _IMPORTERS
from tests.builders import FIRENZE
from tests.matrix.cities import fill_city
from tests.matrix.conftest import Cities
from tests.matrix.routes import all_routes
from tests.matrix.walking import addresses, client_of, fingerprint

IMPORTERS = {
    "desk": (Role.CASE_WORKER, Role.HOUSING_COORDINATOR),
    "coordination": (Role.NETWORK_COORDINATOR,),
}


def _book(**sheets: list[list[object]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(out)
    return out.getvalue()


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<workbook>&c;&x;</workbook>"
)
FILES: dict[str, tuple[str, bytes]] = {
    "nothing": ("a.csv", b""),
    "only-a-head": ("a.csv", b"codice;nome\n"),
    "other-columns": ("a.csv", b"colore;forma\nrosso;tondo\n"),
    "utf-16": ("a.csv", "codice;città\n1;Forlì\n".encode("utf-16")),
    "latin-1": ("a.csv", "codice;città\n1;Forlì\n".encode("latin-1")),
    "no-text-at-all": ("a.csv", bytes(range(256)) * 40),
    "nul-bytes": ("a.csv", b"codice;nome\n1;a\0b\n"),
    "one-cell-of-a-megabyte": ("a.csv", b"codice;nome\n1;" + b"x" * 1_000_000),
    "ten-thousand-columns": ("a.csv", b";".join([b"c"] * 10_000) + b"\n1\n"),
    "unclosed-quote": ("a.csv", b'codice;nome\n1;"' + b"a\n" * 5000),
    "formulas": ("a.csv", b"codice;nome\n=1+1;@SUM(A1)\n"),
    "unknown-kind": ("a.exe", b"MZ\x90\0"),
    "no-kind": ("a", b"codice;nome\n"),
    "a-path": ("../../etc/passwd.csv", b"codice;nome\n"),
    "csv-as-xlsx": ("a.xlsx", b"codice;nome\n"),
    "zip-without-a-book": ("a.xlsx", _zip(a=b"x")),
    "zip-bomb": (
        "a.xlsx",
        _zip(
            **{
                "[Content_Types].xml": b"<x/>",
                "xl__workbook.xml": b"<x/>",
                "xl__worksheets__sheet1.xml": b"0" * 300_000_000,
            }
        ),
    ),
    "billion-laughs": (
        "a.xlsx",
        _zip(**{"[Content_Types].xml": BILLION, "xl__workbook.xml": BILLION}),
    ),
    "book-without-rows": ("a.xlsx", _book(Foglio=[])),
    "book-of-formulas": ("a.xlsx", _book(Foglio=[["codice", "nome"], ["=1+1", "=HYPERLINK(1)"]])),
}


def _slugs(area: str, role: str) -> list[str]:
    from lgnet.domain.security.roles import PERMISSIONS

    return [
        slug
        for slug, one in _IMPORTERS.items()
        if one.area == area and one.permission in PERMISSIONS[role]
    ]


def test_every_importer_is_tried() -> None:
    tried = {
        slug for area, roles in IMPORTERS.items() for role in roles for slug in _slugs(area, role)
    }
    assert tried == set(_IMPORTERS)


@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_table_is_told_and_changes_nothing(cities: Cities, kind: str) -> None:
    name, data = FILES[kind]
    traces = {"audit_auditevent", "audit_chainhead", "once_doneform"}
    before = fingerprint(FIRENZE, besides=traces)
    for area, roles in IMPORTERS.items():
        for role in roles:
            client = client_of(role)
            for slug in _slugs(area, role):
                address = reverse(f"{area}:import", args=[slug])
                file = SimpleUploadedFile(name, data)
                answer = client.post(address, {"file": file, "_key": str(new_id())}, follow=True)
                assert answer.status_code in {200, 413, 422}, (slug, answer.status_code)
                assert "root:" not in answer.content.decode()
                if answer.redirect_chain:
                    trial = answer.redirect_chain[-1][0]
                    done = client.post(f"{trial}si/", {"_key": str(new_id())})
                    assert done.status_code < 500, (slug, done.status_code)
    assert fingerprint(FIRENZE, besides=traces) == before


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
