"""Where each chain stood, day by day, in a file outside the database.

Whoever owns the database can rewrite a whole chain only with the root key, and cut its end without
it; neither reaches a file that another machine or a write-once medium keeps. Each line carries an
HMAC that includes the line before it, so the file too shows what was changed or cut in its middle.
"""

import fcntl
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from lgnet.lib.actor import Actor, Scope, act_as
from lgnet.lib.audit.chain import NETWORK, Broken
from lgnet.lib.audit.models import AuditEvent, ChainHead
from lgnet.lib.errors import Unavailable
from lgnet.lib.tenancy.tenants import all_tenants
from lgnet.lib.vault.root import derived_key

_FIELDS = 5


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last event of a chain on a day: its number and its hash."""

    on: str
    chain: str
    seq: int
    hash: str
    mac: str


def anchor_file() -> Path:
    """Return the file of anchors."""
    return Path(settings.LGNET_ANCHOR_FILE)


def _mac(line: str, previous: str) -> str:
    return hmac.new(derived_key("anchor"), f"{previous}\n{line}".encode(), sha256).hexdigest()


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def write_anchors(*, on: date) -> int:
    """Append one line for each chain that has events; return how many.

    Raises
    ------
    Unavailable
        The file was touched: nothing is added to what no longer holds.
    """
    heads = [head for chain in chains() if (head := _head_of(chain)) is not None]
    with _locked(anchor_file()) as handle:
        anchors = read_anchors()
        previous = anchors[-1].mac if anchors else ""
        lines = []
        for head in heads:
            line = f"{on.isoformat()} {head.chain} {head.seq} {bytes(head.hash).hex()}"
            previous = _mac(line, previous)
            lines.append(f"{line} {previous}\n")
        os.write(handle, "".join(lines).encode())
        os.fsync(handle)
    return len(lines)


def read_anchors() -> list[Anchor]:
    """Return every anchor, oldest first; none when there is no file yet.

    Raises
    ------
    Unavailable
        A line was changed, put in or taken out.
    """
    try:
        lines = anchor_file().read_text().splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable("the file of anchors cannot be read") from error
    found, previous = [], ""
    for number, text in enumerate(lines, start=1):
        line, _, mac = text.rpartition(" ")
        parts = text.split(" ")
        if len(parts) != _FIELDS or not hmac.compare_digest(mac, _mac(line, previous)):
            raise Unavailable(f"the file of anchors does not hold at line {number}")
        found.append(Anchor(parts[0], parts[1], int(parts[2]), parts[3], mac))
        previous = mac
    return found


def chains() -> list[str]:
    """Return every chain there is: the network's and each tenant's."""
    return [NETWORK, *all_tenants()]


def tenant_of(chain: str) -> str | None:
    """Return whose chain it is; None for the network's."""
    return None if chain == NETWORK else chain


def _head_of(chain: str) -> ChainHead | None:
    with act_as(Actor(Scope.SYSTEM, tenant_of(chain), role="anchor_audit")):
        return ChainHead.objects.filter(chain=chain, seq__gt=0).first()


def against_anchors(chain: str, anchors: list[Anchor]) -> Iterator[Broken]:
    """Yield the first anchored event of a chain that is gone or is another; called by an actor of it."""
    mine = [anchor for anchor in anchors if anchor.chain == chain]
    events = AuditEvent.objects.filter(chain=chain, seq__in=[anchor.seq for anchor in mine])
    hashes = {seq: bytes(value).hex() for seq, value in events.values_list("seq", "hash")}
    for anchor in mine:
        if anchor.seq not in hashes:
            yield Broken(chain, anchor.seq, f"missing, anchored on {anchor.on}")
            return
        if hashes[anchor.seq] != anchor.hash:
            yield Broken(chain, anchor.seq, f"not the event anchored on {anchor.on}")
            return
