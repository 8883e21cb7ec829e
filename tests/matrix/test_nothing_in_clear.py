"""What a thief of the database, of its log, of a session or of our log would read: no canary."""

import logging
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lgnet.domain.security.enums import Role
from lgnet.lib.tenancy.management.commands.ready import QUIET_LOG
from tests.builders import BOLOGNA, sign_in
from tests.harness.databases import order
from tests.matrix.cities import CANARY, Filled, fill_city
from tests.matrix.conftest import Cities
from tests.matrix.routes import all_routes
from tests.matrix.walking import addresses, every_form, said, send

# Names of rooms and teams and work names of operators: the only free texts that stand in clear.
# A new one is sealed, or comes here with a reviewer's yes.
IN_CLEAR = {
    "security_user.display_name",  # work names of operators
    "response_mobileteam.name",
    "response_mobileteam.vehicle",
    "housing_facility.external_id",
    "housing_facility.name",
    "housing_unit.external_id",
    "housing_unit.name",
    "housing_receptionexit.centre",  # how a reception centre is called
    "privacy_retentionterm.legal_basis",  # the law a term rests on, public
}


@pytest.fixture
def worked(committed: Cities) -> Iterator[tuple[str, Filled, list[str]]]:
    """Bologna filled, committed, and worked in by all its roles: pages, forms, refusals, faults."""
    theirs, heard = committed.theirs, _Heard()
    root = logging.getLogger()
    root.addHandler(heard)
    try:
        for role in (Role.CASE_WORKER, Role.HOUSING_COORDINATOR, Role.TEAM_MEMBER):
            client = sign_in(Client(raise_request_exception=False), role, BOLOGNA)
            for route in all_routes():
                for address in addresses(route, theirs.ids):
                    client.get(address)
            for form in every_form(client, theirs.ids):
                send(client, form)
                typed = dict.fromkeys(
                    set(form.fields) - {"_key", "csrfmiddlewaretoken"}, f"{CANARY}-typed-text-1"
                )
                send(client, form, **typed)
            client.post(reverse("desk:search"), {"q": f"{CANARY}-typed-text-1"})
        yield committed.database, theirs, heard.lines
    finally:
        root.removeHandler(heard)


class _Heard(logging.Handler):
    """Keeps every line any logger writes."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record) + repr(record.args))


def _dump(database: str) -> Iterator[tuple[str, str]]:
    """Yield each column's whole content as the owner reads it, with policies lifted."""
    tables = order(
        "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname IN ('public', 'keys') AND c.relkind = 'r'",
        database=database,
    )
    for schema, name in tables:
        order(f'ALTER TABLE "{schema}"."{name}" NO FORCE ROW LEVEL SECURITY', database=database)
        columns = order(
            "SELECT column_name FROM information_schema.columns"
            f" WHERE table_schema = '{schema}' AND table_name = '{name}'",
            database=database,
        )
        for (column,) in columns:
            rows = order(
                f'SELECT string_agg("{column}"::text, chr(10)) FROM "{schema}"."{name}"',
                database=database,
            )
            yield f"{name}.{column}", rows[0][0] or ""


def test_no_canary_stands_in_the_dump_or_the_log(worked: tuple[str, Filled, list[str]]) -> None:
    database, _theirs, lines = worked
    as_hex, found, size = CANARY.encode().hex(), set(), 0
    for column, text in _dump(database):
        size += len(text)
        if CANARY in text or as_hex in text or CANARY.casefold() in text:
            found.add(column)
    assert size > 100_000
    assert found - IN_CLEAR == set()
    told = [line[:300] for line in lines if CANARY in line]
    assert told == []


def test_postgresql_writes_down_no_statement_and_no_parameter(committed_db: str) -> None:
    """Parameters stand in the statement (client-side binding), so statements are not logged."""
    for setting, quiet in QUIET_LOG.items():
        assert order(f"SHOW {setting}", database=committed_db)[0][0] in quiet, setting


@pytest.mark.django_db
def test_a_fault_shows_and_logs_no_value(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """L02: a page that breaks while it holds a person's data says nothing of it."""
    theirs = fill_city(BOLOGNA)

    def breaks(*args: object, **kwargs: object) -> None:
        name = f"{CANARY}-in-a-local-variable"
        raise RuntimeError(f"broke on {name}")

    client = sign_in(Client(raise_request_exception=False), Role.CASE_WORKER, BOLOGNA)
    monkeypatch.setattr("lgnet.web.desk.case_page.load", breaks)
    with caplog.at_level(logging.INFO):
        answer = client.get(reverse("desk:case", args=[theirs.ids["case_id"]]))
    assert answer.status_code == 500
    assert CANARY not in said(answer)
    assert str(theirs.ids["case_id"]) not in answer.content.decode()
    assert CANARY not in caplog.text
    assert str(theirs.ids["case_id"]) not in caplog.text
    (told,) = [row.getMessage() for row in caplog.records if row.name == "lgnet.lib.faults"]
    assert "GET desk:case: RuntimeError at test_nothing_in_clear.py:" in told
    assert told.split()[1] in answer.content.decode()


@pytest.mark.django_db
def test_no_name_travels_in_an_address() -> None:
    """S07: what one searches for stands in no address, so in no log of a proxy."""
    theirs = fill_city(BOLOGNA)
    client = sign_in(Client(), Role.CASE_WORKER, BOLOGNA)
    answer = client.post(reverse("desk:search"), {"q": f"{CANARY}-Person", "_key": str(uuid4())})
    for text in (said(answer), said(client.get(reverse("desk:people")))):
        for link in text.split('href="')[1:]:
            assert CANARY not in link.partition('"')[0]
    # Put into an address by hand, it is not looked for: such a link finds nobody.
    found = {str(key) for key in theirs.more["person_id"] + theirs.more["case_id"]}
    asked = [code for code in sorted(theirs.codes) if code.startswith("BO-")]
    by_form = "".join(said(client.post(reverse("desk:search"), {"q": one})) for one in asked)
    by_link = "".join(said(client.get(reverse("desk:search"), {"q": one})) for one in asked)
    assert any(key in by_form for key in found)
    assert not any(key in by_link for key in found)
