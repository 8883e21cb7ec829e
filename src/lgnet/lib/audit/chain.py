"""Writing and verifying the chain."""

import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import connection

from lgnet.lib.actor import Actor, Frame
from lgnet.lib.audit.models import AuditEvent, ChainHead
from lgnet.lib.reads import Read
from lgnet.lib.vault.root import derived_key

GENESIS = b"\0" * 32
NETWORK = "network"
_HASHED = [
    "chain",
    "seq",
    "recorded_at",
    "at",
    "user_id",
    "role",
    "action",
    "object_type",
    "object_id",
    "subject_id",
    "fields",
    "ids",
    "purpose",
]


_AT_ONCE = 500
_COLUMNS = (*_HASHED, "previous_hash", "hash")
_APPEND = """WITH written AS (INSERT INTO audit_auditevent ({columns}) VALUES {lines})
UPDATE audit_chainhead SET seq = %s, hash = %s WHERE chain = %s
"""
_HEAD = Read[ChainHead](
    lambda chain: ChainHead.objects.select_for_update().filter(chain=chain).order_by("chain")
)


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where a chain does not hold."""

    chain: str
    seq: int
    problem: str


def chain_of(actor: Actor) -> str:
    """Return the chain an actor writes to."""
    return actor.municipality_id or NETWORK


def _canonical(event: AuditEvent) -> bytes:
    def plain(value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        return value if isinstance(value, int | list | str) or value is None else str(value)

    values = {name: plain(getattr(event, name)) for name in _HASHED}
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def link(event: AuditEvent, previous: bytes) -> bytes:
    """Return the keyed hash that ties an event to the one before it (HMAC-SHA256, RFC 2104)."""
    key = derived_key(f"audit:{event.chain}")
    return hmac.new(key, previous + _canonical(event), sha256).digest()


def flush(frame: Frame) -> None:
    """Write the frame's events at the end of their chain, inside the open transaction."""
    if not frame.events:
        return
    chain, now = chain_of(frame.actor), datetime.now(UTC)
    head = _HEAD.first(chain=chain)
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(chain=chain, hash=GENESIS)], ignore_conflicts=True)
        head = _HEAD(chain=chain)[0]
    previous, rows = bytes(head.hash), []
    for seq, data in enumerate(frame.events, start=head.seq + 1):
        event = AuditEvent(
            chain=chain,
            seq=seq,
            recorded_at=now,
            previous_hash=previous,
            **data,
        )
        event.hash = previous = link(event, previous)
        rows.append(event)
    for start in range(0, len(rows), _AT_ONCE):
        _write(rows[start : start + _AT_ONCE])
    frame.events.clear()


def _write(rows: Sequence[AuditEvent]) -> None:
    """Write events and move the head to the last of them, in one statement."""
    values = [_column(event, name) for event in rows for name in _COLUMNS]
    line = f"({', '.join(['%s'] * len(_COLUMNS))})"
    last = rows[-1]
    with connection.cursor() as cursor:
        cursor.execute(
            _APPEND.format(columns=", ".join(_COLUMNS), lines=", ".join([line] * len(rows))),
            [*values, last.seq, last.hash, last.chain],
        )


def _column(event: AuditEvent, name: str) -> Any:
    value = getattr(event, name)
    return json.dumps(value) if name in {"fields", "ids"} else value


def verify(chain: str) -> Iterator[Broken]:
    """Walk one chain and yield what does not hold; silence means it is whole.

    A cut tail shows as a head that points past the last event; a tail cut together with its head
    shows only against an anchor kept elsewhere.
    """
    previous, expected = GENESIS, 1
    for event in AuditEvent.objects.filter(chain=chain).order_by("seq").iterator(2000):
        if event.seq != expected:
            yield Broken(chain, expected, "missing")
            return
        if bytes(event.previous_hash) != previous or bytes(event.hash) != link(event, previous):
            yield Broken(chain, event.seq, "changed")
            return
        previous, expected = bytes(event.hash), expected + 1
    head = ChainHead.objects.filter(chain=chain).first()
    if (head.seq if head else 0) != expected - 1 or (head and bytes(head.hash) != previous):
        yield Broken(chain, expected, "tail missing")
