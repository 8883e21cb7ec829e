"""An older backup of the data beside today's keys: who was erased stays so, everybody else is whole."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils.timezone import localdate

from launcher import pgbinaries
from launcher.folders import ROOT
from launcher.postgres import SUPERUSER
from launcher.say import Problem
from lgnet.domain.people import finding
from lgnet.domain.people import operations as people
from lgnet.domain.people.models import Person
from lgnet.domain.security.enums import Role
from lgnet.lib.audit import chain
from lgnet.lib.tenancy.harden import BACKUP_ROLE, declared_policies
from lgnet.lib.vault.fields import EncryptedText, Erased, VaultModel
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.harness.databases import APP_ROLE, drop, order, owner_url, turned_to
from tests.people_builders import AT, a_case, a_person

pytestmark = pytest.mark.commits
Dump = Callable[..., Path]
KEY_ROLE = "lgnet_key_backup"


def _program(name: str) -> str:
    try:
        return pgbinaries.find(uid=os.geteuid()).path(name)
    except Problem:
        pytest.skip(f"no PostgreSQL programs here, so no {name}")


@pytest.fixture
def dump(committed_db: str, tmp_path: Path) -> Dump:
    """Return a function that dumps this database with pg_dump's options.

    A backup reads past the policies; the tests' owner may not, so their force on it is lifted.
    """
    tables = [table for table, policy in declared_policies().items() if not policy.exempt]
    order(*(f"ALTER TABLE {t} NO FORCE ROW LEVEL SECURITY" for t in tables), database=committed_db)

    def run(name: str, *options: str) -> Path:
        file = tmp_path / name
        command = [_program("pg_dump"), "--format=custom", *options, f"--file={file}"]
        subprocess.run([*command, owner_url(committed_db)], check=True)
        return file

    return run


@pytest.fixture
def restored(committed_db: str) -> Iterator[str]:
    """Give the name of an empty database to restore into."""
    name = f"{committed_db}_r"
    order(
        f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'",
        f'GRANT CONNECT ON DATABASE "{name}" TO "{APP_ROLE}"',
    )
    yield name
    drop(name)


def _restore(name: str, *files: Path) -> None:
    for file in files:
        command = [_program("pg_restore"), "--exit-on-error", "--no-owner"]
        subprocess.run([*command, f"--dbname={owner_url(name)}", str(file)], check=True)
    env = {**os.environ, "DATABASE_URL": owner_url(name), "PYTHONPATH": str(ROOT / "src")}
    env["DJANGO_SETTINGS_MODULE"] = "lgnet.config.settings"
    subprocess.run(
        [sys.executable, "-m", "lgnet.cli", "manage", "harden"],
        env=env,
        check=True,
        capture_output=True,
    )


def _known(city: str, name: str) -> Person:
    with acting(city=city):
        person = a_person(given_name=name, family_name="Weldu", phone="+393331234567", note="Sera")
        people.complete_identity(person_id=person.id, family_name="Woldu", at=AT)
        people.add_identifier(person_id=person.id, kind="CUI", value="0ABCDE1", at=AT)
        a_case(person, summary=f"Di {name}")
        return person


def _texts(person: Person) -> list[Any]:
    """Return every sealed text there is under a person's key, of whatever table."""
    found = []
    for model in apps.get_models():
        if issubclass(model, VaultModel):
            sealed = [f.name for f in model._meta.fields if isinstance(f, EncryptedText)]
            rows = model._base_manager.filter(vault_key=person.vault_key).order_by("pk")
            found += [getattr(row, name) for row in rows for name in sealed]
    return [text for text in found if text is not None]


def _erase(person: Person) -> None:
    with acting(Role.CASE_WORKER):
        row = people.propose_erasure(person_id=person.id, reason="REQUEST", at=AT)
    with acting(Role.CITY_MANAGER):
        people.authorise_erasure(erasure_id=row.id, at=AT)


def test_who_was_erased_after_the_backup_is_unreadable_in_it(
    committed_db: str, dump: Dump, restored: str, capsys: Any
) -> None:
    gone, here, elsewhere = (
        _known(FIRENZE, "Selam"),
        _known(FIRENZE, "Amina"),
        _known(BOLOGNA, "Li"),
    )
    with acting():
        before = {person: _texts(person) for person in (gone, here)}
    assert len(before[gone]) >= 8
    assert "Di Selam" in before[gone]
    data = dump("data", "--exclude-schema=keys")
    _erase(gone)
    keys = dump("keys", "--schema=keys")

    _restore(restored, data, keys)
    with turned_to(restored):
        with acting():
            left = _texts(gone)
            assert len(left) == len(before[gone])
            assert all(isinstance(text, Erased) for text in left)
            assert _texts(here) == before[here]
            assert list(chain.verify(FIRENZE)) == []
        with acting(city=BOLOGNA):
            assert "Di Li" in _texts(elsewhere)
            assert Person.objects.get(pk=elsewhere.pk).full_name == "Li Woldu"

        call_command("after_restore")
        said = capsys.readouterr().out
        assert f"{FIRENZE}: 1" in said
        assert str(localdate() - timedelta(days=30)) in said
        with acting():
            assert Person.objects.get(pk=gone.pk).erased_at is None, "asked, not yet done"
        call_command("after_restore", "--confirm")
        with acting():
            for text in ("Selam", "+393331234567", "0ABCDE1"):
                found = {one.person.id for one in finding.search(text=text, at=AT)}
                assert gone.id not in found, text
            assert here.id in {one.person.id for one in finding.search(text="Amina", at=AT)}
            person = Person.objects.get(pk=gone.pk)
            assert person.erased_at is not None
            assert person.pseudonym == gone.pseudonym
        call_command("after_restore")
        assert f"{FIRENZE}: 0" in capsys.readouterr().out


def test_the_backup_of_the_data_holds_no_key(committed_db: str, dump: Dump) -> None:
    listed = subprocess.run(
        [_program("pg_restore"), "--list", str(dump("data", "--exclude-schema=keys"))],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "people_person" in listed
    assert "subject_key" not in listed
    assert "municipality_key" not in listed


@pytest.fixture
def roles(committed_db: str) -> Iterator[dict[str, str]]:
    """Give the addresses of the two roles that dump, signed in as the manual says."""
    server = _superuser()
    secret = "una-frase-di-prova"
    server(
        f"ALTER ROLE {BACKUP_ROLE} LOGIN PASSWORD '{secret}'",
        f"CREATE ROLE {KEY_ROLE} LOGIN PASSWORD '{secret}' BYPASSRLS",
        f'GRANT CONNECT ON DATABASE "{committed_db}" TO {BACKUP_ROLE}, {KEY_ROLE}',
    )
    order(
        f"GRANT USAGE ON SCHEMA keys TO {KEY_ROLE}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA keys TO {KEY_ROLE}",
        database=committed_db,
    )
    parts = urlsplit(owner_url(committed_db))
    yield {
        name: parts._replace(netloc=f"{name}:{secret}@{parts.netloc.partition('@')[2]}").geturl()
        for name in (BACKUP_ROLE, KEY_ROLE)
    }
    order(
        f"REVOKE ALL ON ALL TABLES IN SCHEMA keys FROM {KEY_ROLE}",
        f"REVOKE ALL ON SCHEMA keys FROM {KEY_ROLE}",
        database=committed_db,
    )
    server(
        f'REVOKE ALL ON DATABASE "{committed_db}" FROM {BACKUP_ROLE}, {KEY_ROLE}',
        f"ALTER ROLE {BACKUP_ROLE} NOLOGIN PASSWORD NULL",
        f"DROP ROLE {KEY_ROLE}",
    )


def _superuser() -> Callable[..., None]:
    """Return what gives orders as the superuser of the tests' own server."""
    home = Path(os.environ.get("LGNET_TEST_HOME", "/nowhere"))
    if not (home / "secrets.json").exists():
        pytest.skip("the server of these tests is not ours: nobody here may make roles")
    known = json.loads((home / "secrets.json").read_text())
    url = f"postgresql://{SUPERUSER}:{known[SUPERUSER]}@/postgres"

    def give(*statements: str) -> None:
        with psycopg.connect(
            url, host=known["place"], port=known["port"], autocommit=True
        ) as server:
            for statement in statements:
                server.execute(statement.encode())

    return give


def _dumped(url: str, file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [_program("pg_dump"), "--format=custom", *options, f"--file={file}", url]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_the_two_roles_dump_what_is_theirs_and_together_it_is_read(
    committed_db: str, roles: dict[str, str], restored: str, tmp_path: Path
) -> None:
    """As docs/operations.md says, by the very roles: policies stand, nothing is lifted for them."""
    person = _known(FIRENZE, "Selam")
    with acting():
        before = _texts(person)
    data, keys = tmp_path / "data", tmp_path / "keys"
    done = _dumped(roles[BACKUP_ROLE], data, "--exclude-schema=keys")
    assert done.returncode == 0, done.stderr
    refused = _dumped(roles[BACKUP_ROLE], tmp_path / "all")
    assert refused.returncode != 0
    assert "permission denied for schema keys" in refused.stderr
    done = _dumped(roles[KEY_ROLE], keys, "--schema=keys")
    assert done.returncode == 0, done.stderr
    refused = _dumped(roles[KEY_ROLE], tmp_path / "persons", "--table=public.people_person")
    assert refused.returncode != 0

    plain = subprocess.run(
        [_program("pg_restore"), "--file=-", str(data)], check=True, capture_output=True
    ).stdout
    assert str(person.pk).encode() in plain, "the rows are in it"
    for text in before:
        told = str(text).encode()
        assert told not in plain, text
        assert told.hex().encode() not in plain, text
    _restore(restored, data, keys)
    with turned_to(restored), acting():
        assert _texts(person) == before


def test_with_the_keys_of_its_time_the_backup_would_open(
    committed_db: str, dump: Dump, restored: str
) -> None:
    """Sabotage of the first test, and why older backups of the keys are deleted."""
    person = _known(FIRENZE, "Selam")
    data, old_keys = dump("data", "--exclude-schema=keys"), dump("keys", "--schema=keys")
    _erase(person)
    _restore(restored, data, old_keys)
    with turned_to(restored), acting():
        assert "Di Selam" in _texts(person)
