"""Who may see, open and work on case files."""

from lgnet.lib.access import can, check

READ = "cases.read"
OPEN = "cases.open"
WRITE = "cases.write"


def check_can_read() -> None:
    """Raise unless the actor may see case files."""
    check(READ)


def can_read() -> bool:
    """Tell whether the actor may see case files."""
    return can(READ)


def check_can_open() -> None:
    """Raise unless the actor may take a person in charge."""
    check(OPEN)


def can_open() -> bool:
    """Tell whether the actor may take a person in charge."""
    return can(OPEN)


def check_can_write() -> None:
    """Raise unless the actor may work on a case file."""
    check(WRITE)


def can_write() -> bool:
    """Tell whether the actor may work on a case file."""
    return can(WRITE)
