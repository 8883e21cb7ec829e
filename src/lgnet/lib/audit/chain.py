"""Writing and verifying the chain."""

import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from lgnet.lib.actor import Actor, Frame
from lgnet.lib.audit.models import AuditEvent, ChainHead
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
    head = ChainHead.objects.select_for_update().filter(chain=chain).first()
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(chain=chain, hash=GENESIS)], ignore_conflicts=True)
        head = ChainHead.objects.select_for_update().get(chain=chain)
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
    AuditEvent.objects.bulk_create(rows, batch_size=500)
    ChainHead.objects.filter(chain=chain).update(seq=rows[-1].seq, hash=previous)
    frame.events.clear()


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
