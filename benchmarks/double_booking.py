"""Many connections want the same beds at the same moment: four ways to answer, side by side.

    ./lgnet bench double_booking [--connections 64] [--beds 50]

The first three are plain statements on tables made for this run: look and then insert; the same
under an exclusion constraint; the same after a lock on the bed. The fourth is what the pages
call, `housing.operations.hold`, with its rules, its audit event and its fact. Every connection
wants every bed, in the same order, for the same nights. Exits 1 when the lock with the constraint
or the operation gives a bed twice, leaves one empty, or shows a deadlock.
"""

import argparse
import os
import queue
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from typing import Any
from uuid import UUID

import django
import psycopg
from psycopg import sql

from benchmarks import _databases

NIGHTS = (date(2026, 11, 23), date(2026, 12, 23))
PROCESSES = 2
DATABASE = "lgnet_double_booking"
NAIVE, CONSTRAINT, LOCKED, OPERATION = "look, insert", "constraint", "lock + constraint", "hold()"
TABLES = {NAIVE: "taking_naive", CONSTRAINT: "taking_constraint", LOCKED: "taking_locked"}
SAFE = (LOCKED, OPERATION)


@dataclass(frozen=True)
class Outcome:
    """What one way of booking did."""

    name: str
    seconds: float
    counts: Counter[str]
    doubles: int
    empty: int

    @property
    def attempts(self) -> int:
        """All attempts, answered however."""
        return sum(self.counts.values())

    @property
    def right(self) -> bool:
        """Whether nobody was given a bed twice, left without one, or shown a deadlock."""
        return not (self.doubles or self.empty or self.counts["deadlock"] or self.counts["error"])


# Plain statements


def make_tables(owner_url: str, *, beds: int) -> None:
    """Make the three tables and the beds, afresh, in a schema of their own."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS bench CASCADE")
        connection.execute("CREATE SCHEMA bench")
        connection.execute("CREATE TABLE bench.bed (id int PRIMARY KEY)")
        connection.execute("INSERT INTO bench.bed SELECT generate_series(1, %s::int)", [beds])
        for name, table in TABLES.items():
            connection.execute(
                sql.SQL(
                    "CREATE TABLE {} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                    " bed int NOT NULL REFERENCES bench.bed, nights daterange NOT NULL {})"
                ).format(
                    sql.Identifier("bench", table),
                    sql.SQL(
                        "" if name == NAIVE else ", EXCLUDE USING gist (bed WITH =, nights WITH &&)"
                    ),
                )
            )
        role = sql.Identifier(_databases.ROLE)
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA bench TO {}").format(role))
        connection.execute(
            sql.SQL("GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA bench TO {}").format(role)
        )


def take(connection: "psycopg.Connection[Any]", *, way: str, bed: int) -> str:
    """Try to take one bed in one transaction; return what came of it."""
    table = sql.Identifier("bench", TABLES[way])
    try:
        with connection.transaction():
            if way == LOCKED:
                connection.execute("SELECT 1 FROM bench.bed WHERE id = %s FOR UPDATE", [bed])
            taken = connection.execute(
                sql.SQL("SELECT 1 FROM {} WHERE bed = %s AND nights && daterange(%s, %s)").format(
                    table
                ),
                [bed, *NIGHTS],
            ).fetchone()
            if taken:
                return "refused"
            connection.execute(
                sql.SQL("INSERT INTO {} (bed, nights) VALUES (%s, daterange(%s, %s))").format(
                    table
                ),
                [bed, *NIGHTS],
            )
    except psycopg.errors.ExclusionViolation:
        return "constraint"
    except psycopg.errors.DeadlockDetected:
        return "deadlock"
    return "held"


def statement_worker(way: str, *, beds: int, url: str) -> Callable[[Callable[[], None]], list[str]]:
    """Return the work of one connection in one of the plain ways."""

    def work(start: Callable[[], None]) -> list[str]:
        with psycopg.connect(url, autocommit=True) as connection:
            start()
            return [take(connection, way=way, bed=bed) for bed in range(1, beds + 1)]

    return work


# The operation


def make_city(*, beds: int, requests: int) -> tuple[Any, list[UUID], list[UUID]]:
    """Make rooms of one bed and households who ask; return actor, units and requests."""
    from lgnet.lib.actor import act_as
    from lgnet.lib.ids import new_id
    from tests.builders import acting
    from tests.housing_builders import MAN, make_request, make_unit

    run = new_id().hex[-8:]
    with acting() as actor:
        pass
    with act_as(actor):
        units = [make_unit(code=f"B{run}", unit_code=str(n)).pk for n in range(beds)]
        asked = [make_request(MAN).pk for _ in range(requests)]
    return actor, units, asked


def operation_worker(
    actor: Any, units: Sequence[UUID], asked: "queue.SimpleQueue[UUID]"
) -> Callable[[Callable[[], None]], list[str]]:
    """Return the work of one connection that calls the real operation."""
    from django.db import OperationalError, connections

    from lgnet.domain.housing import operations
    from lgnet.lib.actor import act_as
    from lgnet.lib.errors import Refused
    from tests.housing_builders import NOW, TODAY

    def attempt(request: UUID, unit: UUID) -> str:
        try:
            with act_as(actor):
                operations.hold(request_id=request, unit_id=unit, from_on=TODAY, at=NOW)
        except Refused as error:
            return "refused" if error.code == "housing.bed_taken" else error.code
        except OperationalError as error:
            return "deadlock" if "deadlock" in str(error) else "error"
        return "held"

    def work(start: Callable[[], None]) -> list[str]:
        connections["default"].ensure_connection()
        outcomes, request = [], asked.get()
        start()
        for unit in units:
            outcomes.append(attempt(request, unit))
            if outcomes[-1] == "held":
                request = asked.get()
        connections.close_all()
        return outcomes

    return work


# Many at once


def run_threads(
    works: Sequence[Callable[[Callable[[], None]], list[str]]], start: Any
) -> list[str]:
    """Run the connections of one process in threads that start together; return all outcomes."""
    outcomes: list[str] = []

    def call(work: Callable[[Callable[[], None]], list[str]]) -> None:
        try:
            outcomes.extend(work(lambda: start.wait(120)))
        except Exception as error:  # noqa: BLE001
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            outcomes.append("error")
            start.abort()

    threads = [threading.Thread(target=call, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def child(way: str, job: dict[str, Any], start: Any, results: Any) -> None:
    """Run one process's share of the connections."""
    django.setup()
    if way == OPERATION:
        asked: queue.SimpleQueue[UUID] = queue.SimpleQueue()
        for request in job["requests"]:
            asked.put(request)
        works = [operation_worker(job["actor"], job["units"], asked)] * job["connections"]
    else:
        works = [statement_worker(way, beds=job["beds"], url=job["url"])] * job["connections"]
    results.put(run_threads(works, start))


def contend(way: str, jobs: Sequence[dict[str, Any]]) -> tuple[float, Counter[str]]:
    """Run the processes; return the seconds from the common start, and what came of it."""
    context = get_context("spawn")
    start = context.Barrier(sum(job["connections"] for job in jobs) + 1)
    results = context.Queue()
    children = [context.Process(target=child, args=(way, job, start, results)) for job in jobs]
    for process in children:
        process.start()
    start.wait(120)
    began = time.perf_counter()
    counts: Counter[str] = Counter()
    for _ in children:
        counts.update(results.get(timeout=600))
    seconds = time.perf_counter() - began
    for process in children:
        process.join()
    return seconds, counts


def shares(connections: int) -> list[int]:
    """Divide the connections among the processes."""
    each, rest = divmod(connections, PROCESSES)
    return [each + (number < rest) for number in range(PROCESSES)]


def run_statements(way: str, *, connections: int, beds: int, url: str) -> Outcome:
    """Contend in one of the plain ways and count what is in the table."""
    jobs = [{"connections": share, "beds": beds, "url": url} for share in shares(connections)]
    seconds, counts = contend(way, jobs)
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            sql.SQL("SELECT count(*) FROM {} GROUP BY bed").format(
                sql.Identifier("bench", TABLES[way])
            )
        ).fetchall()
    return Outcome(way, seconds, counts, sum(row[0] > 1 for row in rows), beds - len(rows))


def run_operation(*, connections: int, beds: int) -> Outcome:
    """Contend with the real operation and count what is in the table."""
    from lgnet.domain.housing.models import Occupancy
    from lgnet.lib.actor import act_as

    actor, units, asked = make_city(beds=beds, requests=PROCESSES * beds + connections)
    jobs, rest = [], list(asked)
    for share in shares(connections):
        mine, rest = rest[: share + beds], rest[share + beds :]
        jobs.append({"connections": share, "actor": actor, "units": units, "requests": mine})
    from django.db import connections as databases

    databases.close_all()
    seconds, counts = contend(OPERATION, jobs)
    with act_as(actor):
        taken = Counter(
            Occupancy.objects.filter(bed__unit_id__in=units, released=False).values_list(
                "bed_id", flat=True
            )
        )
    doubles = sum(times > 1 for times in taken.values())
    return Outcome(OPERATION, seconds, counts, doubles, beds - len(taken))


def show(outcomes: Sequence[Outcome]) -> None:
    """Print the table."""
    print(
        "| way | attempts | seconds | attempts/s | held | beds given twice | beds left empty | deadlocks |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for one in outcomes:
        print(
            f"| {one.name} | {one.attempts} | {one.seconds:.2f} | {one.attempts / one.seconds:.0f}"
            f" | {one.counts['held']} | {one.doubles} | {one.empty} | {one.counts['deadlock']} |"
        )


def main() -> int:
    """Run the four ways; 0 when the two we stand by are right."""
    parser = argparse.ArgumentParser(prog="./lgnet bench double_booking")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--beds", type=int, default=50)
    given = parser.parse_args()
    _databases.copy(DATABASE)
    os.environ.update(_databases.variables(DATABASE))
    django.setup()
    try:
        return compare(connections=given.connections, beds=given.beds)
    finally:
        from django.db import connections

        connections.close_all()
        _databases.drop(DATABASE)


def compare(*, connections: int, beds: int) -> int:
    """Run the four ways on a database; 0 when the two we stand by are right."""
    make_tables(os.environ["DATABASE_OWNER_URL"], beds=beds)
    url = os.environ["DATABASE_URL"]
    print(f"{connections} connections, {beds} beds, all wanting all of them\n")
    outcomes = [run_statements(way, connections=connections, beds=beds, url=url) for way in TABLES]
    outcomes.append(run_operation(connections=connections, beds=beds))
    show(outcomes)
    odd = {
        name: count
        for name, count in outcomes[-1].counts.items()
        if name not in {"held", "refused"}
    }
    if odd:
        print(f"\nother answers of {OPERATION}: {odd}")
    return 0 if all(one.right for one in outcomes if one.name in SAFE) and not odd else 1


if __name__ == "__main__":
    sys.exit(main())
