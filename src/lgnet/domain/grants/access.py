"""Who may read figures, and who the facts behind them."""

from lgnet.lib.access import can, check
from lgnet.lib.actor import Scope, current_actor

READ_FIGURES = "grants.read_figures"
READ_FACTS = "grants.read_facts"
PERMISSIONS = frozenset({READ_FIGURES, READ_FACTS})


def check_can_read_figures() -> None:
    """Raise unless the actor may read figures of cities."""
    check(READ_FIGURES)


def check_can_read_facts() -> None:
    """Raise unless the actor may walk from a figure to the facts it counted."""
    check(READ_FACTS)


def sees_small_cells() -> bool:
    """Tell whether figures are shown exactly: to a city about itself, never to the network."""
    return current_actor().scope in (Scope.CITY, Scope.SYSTEM) and can(READ_FACTS)
