"""The pages of one city under eight clients, with 10,000 and with 100,000 persons, side by side.

    ./lgnet bench pages [--persons 10000 100000] [--clients 8] [--fresh] [--markdown FILE]

Each size has a database of its own, filled once (`--fresh` fills it again) and kept. The site is
served with the production command line, two workers. Clients keep their connection and ask as
fast as they are answered, so p50 and p95 are those of a full machine; CPU is that of the web
workers' processes (and of their PostgreSQL backends) divided by requests, the best of three
batches: what else runs on the machine only adds to it. Exits 1 when a page misses its aim or asks
more statements in the bigger city.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import django
import psycopg

from benchmarks import _databases
from benchmarks._pages_report import Measured, missed, table
from launcher.folders import schema_hash
from tests.harness.visitor import Answer, Visitor

PASSWORD = "una-lunga-parola-di-prova"
TICKS = os.sysconf("SC_CLK_TCK")
BATCHES = 3
Ask = Callable[[Visitor, random.Random], Answer]


@dataclass(frozen=True)
class Page:
    """A page to measure: how it is asked for, how often, and the most CPU it should cost."""

    name: str
    ask: Ask
    aim_ms: float | None = None
    each: int = 10
    status: int = 200


# Pages


def pages_of(*, cases: Sequence[Any], names: Sequence[str]) -> list[Page]:
    """Return the pages, on some case files (case, person) and some names to look for."""

    def get(path: str) -> Ask:
        return lambda visitor, dice: visitor.get(path)

    def case(visitor: Visitor, dice: random.Random) -> Answer:
        return visitor.get(f"/sportello/persone/cartelle/{dice.choice(cases)[0]}/")

    def person(visitor: Visitor, dice: random.Random) -> Answer:
        return visitor.get(f"/sportello/persone/{dice.choice(cases)[1]}/")

    def search(visitor: Visitor, dice: random.Random) -> Answer:
        fields = {"csrfmiddlewaretoken": visitor.token(), "q": dice.choice(names)}
        return visitor.post("/sportello/persone/cerca/", fields)

    def report(visitor: Visitor, dice: random.Random) -> Answer:
        fields = {
            "csrfmiddlewaretoken": visitor.token(),
            "_key": str(uuid4()),
            "channel": "PHONE",
            "place": "Novoli, portico",
            "what": "Donna sola sotto il portico.",
            "signs": ["ILL"],
        }
        return visitor.post("/sportello/segnalazioni/nuova/", fields)

    return [
        Page("Oggi", get("/sportello/")),
        Page("list of persons", get("/sportello/persone/"), aim_ms=15),
        Page("list of cases", get("/sportello/persone/cartelle/"), aim_ms=15),
        Page("case", case, aim_ms=15),
        Page("person", person),
        Page("search (POST)", search),
        Page("list of reports", get("/sportello/segnalazioni/")),
        Page("create report (POST)", report, status=302),
        Page("tableau, 2,000 beds x 30 nights", get("/abitare/?notti=30"), aim_ms=100, each=4),
        Page("tableau, 2,000 beds x 90 nights", get("/abitare/?notti=90"), aim_ms=100, each=4),
    ]


# One size


def measure(*, persons: int, clients: int, fill: bool) -> list[Measured]:
    """Fill the database of this process if asked, serve it, and measure every page."""
    from django.utils import timezone

    from tests.harness.serving import serving

    username, user_id = _operator()
    if fill:
        from benchmarks._city import fill as fill_city

        began = time.monotonic()
        fill_city(persons=persons, at=timezone.now(), user_id=user_id, note=_note)
        _note(f"filled in {time.monotonic() - began:.0f} s")
        _analyze()
    pages = pages_of(cases=_some_cases(), names=_some_names())
    counts = {page.name: _statements(page, username) for page in pages}
    measured = []
    with tempfile.TemporaryDirectory() as folder, serving(log_path=Path(folder) / "log") as server:
        visitors = [Visitor(server.url) for _ in range(clients)]
        for visitor in visitors:
            visitor.sign_in(username=username, password=PASSWORD)
        for page in pages:
            measured.append(_measure(page, visitors, server.workers(), counts[page.name]))
            _note(f"{page.name}: {measured[-1].web_cpu:.1f} ms CPU")
        for visitor in visitors:
            visitor.close()
    return measured


def _measure(
    page: Page, visitors: Sequence[Visitor], workers: Sequence[int], statements: int
) -> Measured:
    _ask_together(page, visitors, 3)  # warm
    backends, answers = _backends(), []
    web, database = [], []
    for _ in range(BATCHES):
        before = _cpu(workers), _cpu(backends)
        batch = _ask_together(page, visitors, page.each)
        web.append((_cpu(workers) - before[0]) * 1000 / len(batch))
        database.append((_cpu(backends) - before[1]) * 1000 / len(batch))
        answers += batch
    times = sorted(seconds * 1000 for seconds, _ in answers)
    return Measured(
        name=page.name,
        aim_ms=page.aim_ms,
        requests=len(times),
        p50=statistics.median(times),
        p95=times[int(len(times) * 0.95)],
        web_cpu=min(web),
        database_cpu=min(database),
        statements=statements,
        kilobytes=statistics.mean(size for _, size in answers) / 1000,
    )


def _ask_together(page: Page, visitors: Sequence[Visitor], each: int) -> list[tuple[float, int]]:
    answers: list[tuple[float, int]] = []
    wrong: list[BaseException] = []

    def client(number: int, visitor: Visitor) -> None:
        dice = random.Random(number)
        try:
            for _ in range(each):
                began = time.perf_counter()
                answer = page.ask(visitor, dice)
                answers.append((time.perf_counter() - began, len(answer.text)))
                if answer.status != page.status:
                    raise AssertionError(f"{page.name}: {answer.status} {answer.text[:300]}")
        except BaseException as error:  # noqa: BLE001
            wrong.append(error)

    threads = [threading.Thread(target=client, args=pair) for pair in enumerate(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
    return answers


def _cpu(processes: Sequence[int]) -> float:
    """Seconds of processor these processes have used."""
    ticks = 0
    for pid in processes:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(after_name[11]) + int(after_name[12])
    return ticks / TICKS


def _backends() -> list[int]:
    """The database's processes that serve the web workers; none when they are elsewhere."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            " AND application_name = 'lgnet' AND pid <> pg_backend_pid()"
        )
        found = [int(row[0]) for row in cursor.fetchall()]
    return [pid for pid in found if Path(f"/proc/{pid}/stat").exists()]


class _Counting:
    """Stands in for a visitor: the test client, counting statements."""

    def __init__(self, username: str) -> None:
        from django.test import Client

        from lgnet.domain.security.models import User
        from tests.builders import enter

        self._client = Client(SERVER_NAME="localhost")
        enter(self._client, User.objects.get(username=username))
        self.count = 0

    def token(self) -> str:
        return ""

    def get(self, path: str) -> Answer:
        return self._counted(lambda: self._client.get(path))

    def post(self, path: str, fields: Any) -> Answer:
        return self._counted(lambda: self._client.post(path, fields))

    def _counted(self, ask: Callable[[], Any]) -> Answer:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            answer = ask()
        self.count = len(captured)
        return Answer(answer.status_code, "")


def _statements(page: Page, username: str) -> int:
    client: Any = _Counting(username)
    page.ask(client, random.Random(1))
    page.ask(client, random.Random(2))
    return int(client.count)


def _operator() -> tuple[str, Any]:
    from django.utils import timezone

    from lgnet.domain.security.models import User
    from lgnet.domain.security.operations import set_password
    from lgnet.domain.security.queries import system_actor
    from lgnet.lib.actor import act_as
    from tests.builders import FIRENZE, make_cities, make_user

    make_cities()
    user_id = make_user("CASE_WORKER")
    with act_as(system_actor(municipality_id=FIRENZE, job="bench")):
        set_password(user_id=user_id, password=PASSWORD, at=timezone.now())
        return User.objects.get(pk=user_id).username, user_id


def _acting() -> Any:
    from lgnet.domain.security.queries import system_actor
    from lgnet.lib.actor import act_as
    from tests.builders import FIRENZE

    return act_as(system_actor(municipality_id=FIRENZE, job="bench"))


def _some_cases() -> list[Any]:
    from lgnet.domain.cases.models import CaseFile

    with _acting():
        housed = CaseFile.objects.filter(person__memberships__isnull=False).order_by("code")
        return list(housed.values_list("pk", "person_id")[:200])


def _some_names() -> list[str]:
    from lgnet.domain.people.models import Person

    with _acting():
        people = Person.objects.order_by("id")[:100]
        return [f"{person.given_name} {person.family_name}"[:80] for person in people]


def _analyze() -> None:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _note(text: str) -> None:
    sys.stderr.write(f"  {text}\n")


# All sizes


def run_size(persons: int, *, clients: int, fresh: bool) -> list[Measured]:
    """Measure one size in a process of its own, whose settings point at its database."""
    name = f"lgnet_pages_{persons}"
    fill = fresh or _databases.stamp_of(name) != schema_hash()
    if fill:
        _databases.copy(name)
    env = {**os.environ, **_databases.variables(name), "LGNET_HTTPS": "0"}
    command = [sys.executable, "-m", "benchmarks.pages", "--measure", str(persons)]
    command += ["--clients", str(clients), *(["--fill"] if fill else [])]
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)
    if fill:
        _databases.stamp(name, schema_hash())
    return [Measured(**row) for row in json.loads(done.stdout)]


def main() -> int:
    """Measure every size; 0 when every page meets its aim."""
    parser = argparse.ArgumentParser(prog="./lgnet bench pages")
    parser.add_argument("--persons", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--fresh", action="store_true", help="fill the databases again")
    parser.add_argument("--markdown", type=Path, help="write the table here, too")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure is not None:
        django.setup()
        rows = measure(persons=given.measure, clients=given.clients, fill=given.fill)
        print(json.dumps([asdict(row) for row in rows]))
        return 0
    found = []
    for persons in given.persons:
        _note(f"{persons:,} persons")
        found.append(run_size(persons, clients=given.clients, fresh=given.fresh))
    text = table(given.persons, found)
    print(text)
    if given.markdown:
        given.markdown.write_text(text + "\n")
    misses = missed(found)
    for line in misses:
        print(f"MISSED {line}")
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(main())
