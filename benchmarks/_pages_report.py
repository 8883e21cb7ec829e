"""What the pages of a city took, as a table and as the aims they missed."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Measured:
    """What a page took."""

    name: str
    aim_ms: float | None
    requests: int
    p50: float
    p95: float
    web_cpu: float
    database_cpu: float
    statements: int
    kilobytes: float


# heading, field, digits after the point
COLUMNS = (
    ("requests", "requests", 0),
    ("p50 ms", "p50", 0),
    ("p95 ms", "p95", 0),
    ("web CPU ms", "web_cpu", 1),
    ("database CPU ms", "database_cpu", 1),
    ("statements", "statements", 0),
    ("kB", "kilobytes", 0),
)


def table(sizes: Sequence[int], found: Sequence[Sequence[Measured]]) -> str:
    """Return the figures as a Markdown table, the sizes side by side in each cell."""
    labels = " / ".join(f"{size:,}" for size in sizes)
    lines = [
        f"Persons in the city: {labels}; every cell says one figure per size. Measured on"
        f" {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f}, Python {platform.python_version()}.",
        "",
        "| page | aim, web CPU ms | " + " | ".join(name for name, _, _ in COLUMNS) + " |",
        "|---|---:|" + "---:|" * len(COLUMNS),
    ]
    for row in zip(*found, strict=True):
        aim = f"< {row[0].aim_ms:.0f}" if row[0].aim_ms else ""
        cells = [
            " / ".join(f"{getattr(one, key):.{digits}f}" for one in row)
            for _, key, digits in COLUMNS
        ]
        lines.append("| " + " | ".join([row[0].name, aim, *cells]) + " |")
    return "\n".join(lines)


def missed(found: Sequence[Sequence[Measured]]) -> list[str]:
    """Return what missed its aim, in words."""
    words = []
    for row in zip(*found, strict=True):
        for one in row:
            if one.aim_ms is not None and one.web_cpu >= one.aim_ms:
                words.append(f"{one.name}: {one.web_cpu:.1f} ms CPU, the aim is {one.aim_ms:.0f}")
        if len({one.statements for one in row}) > 1:
            words.append(f"{row[0].name}: statements differ, {[one.statements for one in row]}")
    return words
