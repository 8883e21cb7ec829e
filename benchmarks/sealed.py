"""What sealing costs a page: opening the names of a list, and working out who is hidden.

    ./lgnet bench sealed [--rows 25] [--times 200]

People are registered in a transaction that never commits, in an empty city. Measured in processor
time of this process: the keys of one page read and opened and every text of its rows opened, each
time as a fresh actor. Then, by the clock, a transaction that does nothing but say who acts, with
nobody, ten and a hundred people secluded. Exits 1 when a page of sealed texts costs over 2 ms.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import django

AIM_MS = 2.0
SECLUDED = (0, 10, 100)


def _median(act: Callable[[], float], times: int) -> float:
    return statistics.median(act() for _ in range(times))


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=25)
    parser.add_argument("--times", type=int, default=200)
    given = parser.parse_args()
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        failed = _measure(given.rows, given.times)
        transaction.set_rollback(True)
    return failed


def _measure(rows: int, times: int) -> int:
    from django.utils import timezone

    from lgnet.domain.people import operations as people
    from lgnet.domain.people.models import Person, known_as
    from lgnet.domain.privacy import operations as privacy
    from lgnet.lib.actor import act_as
    from tests.builders import acting

    now = timezone.now()
    with acting() as actor:
        for number in range(max(rows, *SECLUDED)):
            people.register(
                at=now,
                stage="DECLARED",
                given_name=f"Nome {number}",
                family_name="Cognome",
                native_name="اسم",
                alias=f"Alias {number}",
                phone="+393331234567",
            )

    def opened() -> float:
        with act_as(actor):
            found = list(Person.objects.order_by("-registered_at", "-id")[:rows])
            begin = time.process_time()
            for person in found:
                assert all((known_as(person), person.native_name, person.alias, person.phone))
            return (time.process_time() - begin) * 1000

    def told() -> float:
        begin = time.perf_counter()
        with act_as(actor):
            return (time.perf_counter() - begin) * 1000

    page = _median(opened, times)
    print(f"opening {rows} rows of five sealed texts, keys included: {page:.2f} ms of processor")
    done = 0
    ids = list(_ids(actor))
    for many in SECLUDED:
        with act_as(actor):
            for person_id in ids[done:many]:
                privacy.seclude(
                    person_id=person_id,
                    ground="ADDRESS",
                    reason="Solo per misurare quanto costa.",
                    review_on=(now + timedelta(days=30)).date(),
                    at=now,
                )
        done = many
        print(f"beginning and ending a transaction, {many} secluded: {_median(told, times):.2f} ms")
    return int(page > AIM_MS)


def _ids(actor: object) -> list[object]:
    from lgnet.domain.people.models import Person
    from lgnet.lib.actor import act_as

    with act_as(actor):
        return list(Person.objects.order_by("id").values_list("id", flat=True))


if __name__ == "__main__":
    sys.exit(main())
