"""Entry of ``python -m lgnet.cli``: hands the arguments to the command named first."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from lgnet.cli import placement

COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"placement": placement.main}


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; 2 when there is no such command."""
    if not argv or argv[0] not in COMMANDS:
        print(f"usage: lgnet {{{','.join(sorted(COMMANDS))}}} ...", file=sys.stderr)
        return 2
    return COMMANDS[argv[0]](argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
