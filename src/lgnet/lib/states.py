"""One table of moves per object, one function that makes the move."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Any

from django.db import models

from lgnet.lib import audit
from lgnet.lib.errors import Refused

Moves = Mapping[str, frozenset[str]]


def can_move(thing: models.Model, to: str, *, moves: Moves, field: str = "state") -> bool:
    """Tell whether the table of moves leads from the present state to ``to``."""
    return to in moves.get(getattr(thing, field), frozenset())


def move(
    thing: models.Model,
    to: str,
    *,
    moves: Moves,
    at: datetime,
    field: str = "state",
    also: Mapping[str, Any] | None = None,
) -> None:
    """Check, save and audit one change of state.

    The row is updated only if it is still in the state it was read in, so of two people who act
    at once one is refused.

    Parameters
    ----------
    thing
        The object; changed in place.
    to
        The state to reach.
    also
        Other fields to save with the move.

    Raises
    ------
    Refused
        ``state.no_such_move`` or ``state.changed_meanwhile``.
    """
    before = getattr(thing, field)
    if not can_move(thing, to, moves=moves, field=field):
        raise Refused("state.no_such_move", object=thing._meta.label, state=before, to=to)
    values = {field: to, **(also or {})}
    after = copy(thing)
    for name, value in values.items():
        setattr(after, name, value)
    # As `save` would write them: a text to be sealed is sealed.
    written = {name: thing._meta.get_field(name).pre_save(after, add=False) for name in values}
    manager = type(thing)._base_manager
    if manager.filter(pk=thing.pk, **{field: before}).update(**written) != 1:
        raise Refused("state.changed_meanwhile", object=thing._meta.label, state=before, to=to)
    for name, value in values.items():
        setattr(thing, name, value)
    audit.record(f"{thing._meta.app_label}.{to.lower()}", thing, at=at, fields=list(values))


def diagram(moves: Moves) -> str:
    """Draw a table of moves as a Mermaid state diagram; its first state is the initial one."""
    lines = ["stateDiagram-v2", f"    [*] --> {next(iter(moves))}"]
    lines += [f"    {state} --> {to}" for state, targets in moves.items() for to in sorted(targets)]
    lines += [f"    {state} --> [*]" for state, targets in moves.items() if not targets]
    return "\n".join(lines)
