"""Solve the real year of a resettlement agency and compare with its proven optimum.

    python benchmarks/placement_hias.py [folder]

The folder (default: the environment's ``LGNET_HIAS``, else ``../shared/data/hias_fy16``) holds
the agency's tables; they are converted into a temporary folder and never kept. The year is
FY16: 499 cases, 21 places, capacities equal to the people actually resettled.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from lgnet.cli.placement import main as placement

OPTIMUM = 286.08
RENAMED = {"ny-hias new york": "ny-new york city"}


def _key(place: str) -> str:
    name = place.strip().casefold()
    return RENAMED.get(name, name)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, header: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def convert(source: Path, target: Path) -> None:
    """Write families.csv, places.csv and pairs.csv from the agency's tables."""
    persons = {
        row["case"]: sum(int(row[f"number of {who}"]) for who in ("children", "adults", "seniors"))
        for row in _rows(source / "FY16_size.csv")
    }
    capacity = {
        _key(row["affiliate"]): sum(
            int(row[f"actual resettled {who}"]) for who in ("children", "adults", "seniors")
        )
        for row in _rows(source / "FY16_cap.csv")
    }
    compatible: dict[str, set[str]] = {}
    for row in _rows(source / "FY16_Compatibility.csv"):
        case = row.pop("Case Num")
        compatible[case] = {_key(place) for place, mark in row.items() if mark == "1"}
    pairs: list[tuple[object, ...]] = []
    for row in _rows(source / "FY16_Employment_Weight.csv"):
        case = row.pop("case number")
        for place, weight in row.items():
            if weight != "NA" and _key(place) in compatible[case]:
                pairs.append((case, _key(place), weight))
    _write(target / "families.csv", ("family", "persons"), list(persons.items()))
    _write(target / "places.csv", ("place", "capacity"), list(capacity.items()))
    _write(target / "pairs.csv", ("family", "place", "value"), pairs)


def read_tables(
    folder: Path,
) -> tuple[list[tuple[str, int]], list[tuple[str, int]], list[tuple[str, str, float]]]:
    """Return (family, persons), (place, capacity), (family, place, value) of converted tables."""
    return (
        [(row["family"], int(row["persons"])) for row in _rows(folder / "families.csv")],
        [(row["place"], int(row["capacity"])) for row in _rows(folder / "places.csv")],
        [(row["family"], row["place"], float(row["value"])) for row in _rows(folder / "pairs.csv")],
    )


def source_folder(argv: list[str]) -> Path:
    """Return the folder of the agency's tables: the first argument, the environment's, ours."""
    return Path(argv[0] if argv else os.environ.get("LGNET_HIAS", "../shared/data/hias_fy16"))


def main(argv: list[str]) -> int:
    """Convert, solve, compare; 0 when the optimum is reached and proven."""
    source = source_folder(argv)
    if not source.is_dir():
        print(f"{source} is not there; name the folder of the tables", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        tables = Path(folder)
        convert(source, tables)
        out = tables / "result.json"
        started = time.perf_counter()
        code = placement(
            [
                "solve",
                *("--families", str(tables / "families.csv")),
                *("--places", str(tables / "places.csv")),
                *("--pairs", str(tables / "pairs.csv")),
                *("--out", str(out)),
            ]
        )
        seconds = time.perf_counter() - started
        if code != 0:
            return code
        answer = json.loads(out.read_text(encoding="utf-8"))
    reached = round(answer["value"], 2) == OPTIMUM and answer["gap"] == 0
    print(f"\nvalue {answer['value']:.4f} against {OPTIMUM}: {'reached' if reached else 'MISSED'}")
    print(f"seconds {seconds:.2f}")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
