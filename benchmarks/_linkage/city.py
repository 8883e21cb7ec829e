"""A city of very many invented people in PostgreSQL, as the operations write them, by COPY.

Every text is sealed and every token keyed by the code that registers people; only the way into the
tables is another. Indexes and foreign keys are made after the rows (the keys are not checked
against them: the owner, too, is under policies), and policies are in force again before anything
is measured. A table of the bench's own says how names are written and sound, so that it can be
counted how many people bear what was asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from multiprocessing import get_context
from typing import Any
from uuid import UUID

import django
import psycopg

from benchmarks._linkage.population import Person as Invented
from benchmarks._linkage.population import person as invented
from benchmarks._linkage.questions import alias_of, people_asked_for, written
from lgnet.cores.linkage.folding import skeletons
from lgnet.cores.linkage.types import name_parts

CITY, CHUNK, PROCESSES = "048017", 5000, 2
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TOKENS = "people_searchtoken"
_SHAPE = """
SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(conname),
    'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || quote_ident(conname) || ' '
        || pg_get_constraintdef(oid) || CASE contype WHEN 'f' THEN ' NOT VALID' ELSE '' END
FROM pg_constraint WHERE conrelid = %(table)s::regclass AND contype IN ('f', 'u', 'p')
UNION ALL
SELECT 'DROP INDEX ' || indexrelid::regclass, pg_get_indexdef(indexrelid)
FROM pg_index WHERE indrelid = %(table)s::regclass
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


@contextmanager
def acting() -> Iterator[None]:
    """Act for the city, as a job of its own does."""
    from lgnet.domain.security.queries import system_actor
    from lgnet.lib.actor import act_as

    with act_as(system_actor(municipality_id=CITY, job="bench")):
        yield


def found_city() -> None:
    """Make the municipality and its key."""
    from lgnet.domain.network.models import Municipality
    from lgnet.domain.security.queries import system_actor
    from lgnet.lib.actor import act_as
    from lgnet.lib.vault.keys import newest_holder

    told = {
        "name": "Firenze",
        "belfiore_code": "D612",
        "province": "Firenze",
        "province_code": "FI",
        "region": "Toscana",
        "prefix": "FI",
        "latitude": 43.77,
        "longitude": 11.25,
        "is_tenant": True,
    }
    with act_as(system_actor(municipality_id=None, job="bench")):
        Municipality.objects.update_or_create(istat_code=CITY, defaults=told)
    with acting():
        newest_holder()


def fill(size: int, *, seed: int, note: Callable[[str], None]) -> None:
    """Write that many people, and those the questions are about, into the current database."""
    found_city()
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for table in ("people_person", "people_identifier", TOKENS):
            owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        owner.execute("CREATE TABLE bench_bearer (written text[], sounds text[])")
        owner.execute('GRANT SELECT ON bench_bearer TO "lgnet_app"')
        shape = owner.execute(_SHAPE, {"table": TOKENS}).fetchall()
        for drop, _make in sorted(shape, key=lambda one: "FOREIGN KEY" not in one[1]):
            owner.execute(drop)
        starts = [(first, min(CHUNK, size - first), seed) for first in range(0, size, CHUNK)]
        jobs = [*starts, (-1, 0, seed)]
        with ProcessPoolExecutor(
            PROCESSES, mp_context=get_context("spawn"), initializer=django.setup
        ) as pool:
            for done, _ in enumerate(pool.map(_write, jobs), start=1):
                if done % 20 == 0:
                    note(f"{min(done * CHUNK, size):,} people")
        note("indexes")
        owner.execute("SET maintenance_work_mem = '1GB'")
        for _drop, make in sorted(shape, key=lambda one: "FOREIGN KEY" in one[1]):
            owner.execute(make)
        for column in ("written", "sounds"):
            owner.execute(f"CREATE INDEX ON bench_bearer USING gin ({column})")
        for table in ("people_person", "people_identifier", TOKENS, "bench_bearer"):
            owner.execute(f"VACUUM (ANALYZE) {table}")
        owner.execute("VACUUM (ANALYZE) keys.subject_key")
        for table in ("people_person", "people_identifier", TOKENS):
            owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _write(job: tuple[int, int, int]) -> None:
    """Write some people, or those of attested names when the first is −1."""
    from lgnet.lib.vault.keys import new_keys

    first, count, seed = job
    keys = range(first, first + count)
    some = people_asked_for(seed) if first < 0 else [invented(key, seed=seed) for key in keys]
    with acting():
        rows = [_rows(who, key, seed) for who, key in zip(some, new_keys(len(some)), strict=True)]
        with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
            _copy(owner, [person for person, _number in rows])
            _copy(owner, [number for _person, number in rows if number is not None])
            with owner.cursor().copy("COPY bench_bearer FROM STDIN") as copy:
                for who in some:
                    copy.write_row(bearer(who))
            _copy_tokens(owner, rows)


def bearer(who: Invented) -> tuple[list[str], list[str]]:
    """Return the names somebody bears as the register writes them, and what they sound like."""
    words = name_parts(" ".join(name.spellings[0] for name in (*who.given, *who.family)))
    return list(words), sorted({skeletons(word)[0] for word in words})


def id_of(who: Invented) -> UUID:
    """Return the id of somebody's record: in no order, since equals stand the last first."""
    return UUID(bytes=blake2b(str(who.key).encode(), digest_size=16).digest())


def _rows(who: Invented, key: Any, seed: int) -> tuple[Any, Any]:
    from lgnet.domain.people.models import Identifier, Person

    record = written(who, seed=seed)
    own = [name.text for name in record.names]
    given, _, family = own[0].rpartition(" ")
    person = Person(
        id=id_of(who),
        vault_key=key,
        stage="DECLARED",
        given_name=given or None,
        family_name=family,
        native_name=own[1] if len(own) > 1 else None,
        alias=alias_of(who, seed=seed) or None,
        phone=f"+{next(iter(record.phones))}" if record.phones else None,
        sex=record.sex.value,
        birth_on=who.born,
        birth_to=who.born,
        birth_precision="DAY",
        nationality=record.nationality,
        registered_at=AT,
    )
    number = who.cui and Identifier(
        person=person, vault_key=key, kind="CUI", value=who.cui, recorded_at=AT
    )
    return person, number or None


def _copy(owner: psycopg.Connection[Any], rows: list[Any]) -> None:
    """Write rows of one model as ``bulk_create`` would."""
    from django.db import connection

    if not rows:
        return
    meta = rows[0]._meta
    fields = meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with owner.cursor().copy(f"COPY {meta.db_table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(
                [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
            )


def _copy_tokens(owner: psycopg.Connection[Any], rows: list[tuple[Any, Any]]) -> None:
    from lgnet.domain.people import bridge

    wanted = {
        person.pk: bridge.forms_of(person, [number.value] if number is not None else [])
        for person, number in rows
    }
    order = f"COPY {TOKENS} (municipality_id, person_id, kind, token) FROM STDIN"
    with owner.cursor().copy(order) as copy:
        copy.write(
            "".join(
                f"{CITY}\t{who}\t{kind}\t\\\\x{token.hex()}\n"
                for (kind, token), people in bridge.keyed_for(wanted)
                for who in people
            )
        )
