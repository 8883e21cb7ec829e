"""Guessing is slowed down where the guesses come from, not where the person works.

Failures are counted for a known browser by itself; for any other, for the pair of account and
address, for the account and for the address. So a forgetful colleague stops themselves and nobody
else behind the same address; and who guesses at an account from elsewhere, however many they are,
does not shut out the browsers its owner already came in from (OWASP: device cookies).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lgnet.domain.security.models import Throttle
from lgnet.domain.security.sealing import digest

FORGOTTEN_AFTER = timedelta(hours=1)
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(minutes=15)
PER_BROWSER = PER_PAIR = 5
PER_ACCOUNT = 20
PER_ADDRESS = 60


@dataclass(frozen=True, slots=True)
class Asker:
    """Who knocks: the account they name, from which address, with which browser known for it."""

    account: str
    address: str = ""
    device: UUID | None = None


@dataclass(frozen=True, slots=True)
class Counter:
    """Where failures are counted, and how many are free."""

    digest: bytes
    most: int


def counters(purpose: str, asker: Asker) -> list[Counter]:
    """Return what counts the failures of somebody who knocks, in the order they are locked."""
    account = asker.account.casefold()
    if asker.device is not None:
        places = [("browser", account, asker.device, PER_BROWSER)]
    else:
        places = [
            ("pair", account, asker.address, PER_PAIR),
            ("account", account, "", PER_ACCOUNT),
        ]
        if asker.address:  # behind a proxy that does not say, everybody would share one
            places.append(("address", "", asker.address, PER_ADDRESS))
    found = [
        Counter(digest(f"throttle:{purpose}", kind, who, where), most)
        for kind, who, where, most in places
    ]
    return sorted(found, key=lambda counter: counter.digest)


def must_wait(purpose: str, asker: Asker, *, at: datetime) -> bool:
    """Tell whether somebody has to wait before they may try again."""
    keys = [counter.digest for counter in counters(purpose, asker)]
    return Throttle.objects.filter(pk__in=keys, until__gt=at).exists()


def count_failure(purpose: str, asker: Asker, *, at: datetime) -> bool:
    """Count a failure everywhere it counts; tell whether a wait begins with it."""
    known = counters(purpose, asker)
    Throttle.objects.bulk_create(
        [Throttle(digest=counter.digest, last_at=at) for counter in known], ignore_conflicts=True
    )
    keys = [counter.digest for counter in known]
    rows = {
        bytes(row.digest): row
        for row in Throttle.objects.select_for_update().filter(pk__in=keys).order_by("digest")
    }
    begins = False
    for counter in known:
        row = rows[counter.digest]
        row.failures = 1 if row.last_at < at - FORGOTTEN_AFTER else row.failures + 1
        row.last_at = at
        beyond = row.failures - counter.most
        if beyond >= 0:
            row.until = at + min(SHORTEST * 2 ** min(beyond, 8), LONGEST)
            begins = True
        row.save(update_fields=["failures", "last_at", "until"])
    return begins


def forget(purpose: str, asker: Asker) -> None:
    """Forget the failures of who came in at last; those others made at the account stay counted."""
    shared = {
        digest(f"throttle:{purpose}", "account", asker.account.casefold(), ""),
        digest(f"throttle:{purpose}", "address", "", asker.address),
    }
    own = [one.digest for one in counters(purpose, asker) if one.digest not in shared]
    Throttle.objects.filter(pk__in=own).delete()


def sweep(*, at: datetime) -> None:
    """Remove what nobody counts any more."""
    Throttle.objects.filter(last_at__lt=at - 2 * FORGOTTEN_AFTER).delete()
