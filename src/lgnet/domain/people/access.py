"""Who may see and register people."""

from lgnet.lib.access import can, check

READ = "people.read"
REGISTER = "people.register"


def check_can_read() -> None:
    """Raise unless the actor may see who a person is."""
    check(READ)


def can_read() -> bool:
    """Tell whether the actor may see who a person is."""
    return can(READ)


def check_can_register() -> None:
    """Raise unless the actor may write down or complete who a person is."""
    check(REGISTER)


def can_register() -> bool:
    """Tell whether the actor may write down or complete who a person is."""
    return can(REGISTER)
