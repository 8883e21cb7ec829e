"""Taking a piece of work up and writing down how far it has come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lgnet.lib.actor import current_municipality
from lgnet.lib.longwork.models import LongWork


@dataclass(slots=True)
class Work:
    """A piece of work as it stands.

    Parameters
    ----------
    done
        Steps or items done so far.
    state
        What the next step needs to know; plain values only.
    begun_at
        When it was first taken up.
    """

    name: str
    done: int
    state: dict[str, Any]
    finished: bool
    begun_at: datetime


def take_up(name: str, *, at: datetime) -> Work:
    """Return a piece of work of the current municipality, locked until the transaction ends.

    Two workers on one piece take turns; a new piece begins with nothing done.
    """
    code = current_municipality()
    new = LongWork(municipality_id=code, name=name, begun_at=at, moved_at=at)
    LongWork.objects.bulk_create([new], ignore_conflicts=True)
    row = LongWork.objects.select_for_update().get(municipality_id=code, name=name)
    return Work(row.name, row.done, row.state, row.finished, row.begun_at)


def is_under_way() -> bool:
    """Tell whether long work stands unfinished in the current municipality."""
    return LongWork.objects.filter(municipality_id=current_municipality(), finished=False).exists()


def is_finished(name: str) -> bool:
    """Return whether a piece of work of the current municipality is done."""
    rows = LongWork.objects.filter(municipality_id=current_municipality(), name=name)
    return rows.filter(finished=True).exists()


def put_down(work: Work, *, at: datetime) -> None:
    """Write down how far a piece of work has come, with the rows the step wrote."""
    LongWork.objects.filter(municipality_id=current_municipality(), name=work.name).update(
        done=work.done, state=work.state, finished=work.finished, moved_at=at
    )
