"""Entry of ``python -m lgnet.cli``: hands the arguments to the command named first.

Each command is imported when it is asked for: the cores' commands run without Django.
"""

import importlib
import os
import sys
from collections.abc import Callable, Sequence


def manage(argv: Sequence[str]) -> int:
    """Run a Django management command."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lgnet.config.settings")
    execute_from_command_line(["./lgnet manage", *argv])
    return 0


def placement(argv: Sequence[str]) -> int:
    """Run the placement core on tables."""
    return int(importlib.import_module("lgnet.cli.placement").main(argv))


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"manage": manage, "placement": placement}


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; 2 when there is no such command."""
    if not argv or argv[0] not in COMMANDS:
        print(f"usage: lgnet {{{','.join(sorted(COMMANDS))}}} ...", file=sys.stderr)
        return 2
    return COMMANDS[argv[0]](argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
