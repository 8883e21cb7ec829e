"""What may be done with the network's reference data."""

from lgnet.lib.access import check

READ = "network.read"
MAINTAIN = "network.maintain"
COORDINATE = "network.coordinate"
PERMISSIONS = frozenset({READ, MAINTAIN, COORDINATE})


def check_can_read() -> None:
    """Raise unless the actor may read who takes part and the project sheet."""
    check(READ)


def check_can_maintain() -> None:
    """Raise unless the actor may change Comuni, partners and the project sheet."""
    check(MAINTAIN)
