"""``lgnet placement solve``: families and places from CSV tables, the best assignment out.

Exit codes: 0 solved and proven (or within the gap asked); 1 the solver failed; 2 the input or
the arguments are wrong and nothing was written; 3 time ran out before the proof (the best
assignment found is printed and written).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from lgnet.cli.csv_tables import Record, TableFileError, read_table
from lgnet.cores.placement import (
    Family,
    Pair,
    Place,
    SolverError,
    Stop,
    TablesError,
    TablesProblem,
    TablesResult,
    solve_tables,
)
from lgnet.cores.placement.tables import LARGEST_VALUE, MOST_PERSONS

SOLVED, SOLVER_FAILED, WRONG_INPUT, NOT_PROVEN = 0, 1, 2, 3


def main(argv: Sequence[str]) -> int:
    """Run the command with its arguments and return the exit code."""
    try:
        arguments = _parser().parse_args(list(argv))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else WRONG_INPUT
    try:
        problem = _read_problem(arguments)
        out = None if arguments.out is None else _checked_out(arguments)
    except TableFileError as error:
        print(f"error: {error}", file=sys.stderr)
        return WRONG_INPUT
    started = time.perf_counter()
    try:
        result = solve_tables(
            problem=problem,
            stop=Stop(seconds=arguments.seconds, relative_gap=arguments.gap),
            seed=arguments.seed,
        )
    except SolverError as error:
        print(f"error: {error}", file=sys.stderr)
        return SOLVER_FAILED
    seconds = time.perf_counter() - started
    if out is not None:
        try:
            _write_json(out, _answer(result, seconds))
        except OSError as error:
            print(f"error: {out}: {error.strerror}", file=sys.stderr)
            return WRONG_INPUT
    _print(problem, result, seconds, with_assignments=out is None)
    return SOLVED if result.gap <= arguments.gap else NOT_PROVEN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lgnet placement", description="Assign families to places on plain tables."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    solve = commands.add_parser("solve", help="find the assignment of greatest total value")
    solve.add_argument("--families", type=Path, required=True, help="CSV: family,persons")
    solve.add_argument("--places", type=Path, required=True, help="CSV: place,capacity (persons)")
    solve.add_argument(
        "--pairs", type=Path, required=True, help="CSV: family,place,value (compatible pairs)"
    )
    solve.add_argument("--out", type=Path, help="write the answer as JSON here")
    solve.add_argument("--seconds", type=_seconds, default=60.0, help="time for each search")
    solve.add_argument("--gap", type=_gap, default=0.0, help="relative gap to stop at, e.g. 0.001")
    solve.add_argument("--seed", type=int, default=0, help="seed of the solver")
    return parser


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError("seconds must lie between 0 and 86400")
    return seconds


def _gap(text: str) -> float:
    gap = float(text)
    if not 0 <= gap < 1:
        raise argparse.ArgumentTypeError("the gap must lie between 0 and 1")
    return gap


def _read_problem(arguments: argparse.Namespace) -> TablesProblem:
    family_rows = read_table(arguments.families, columns=("family", "persons"))
    place_rows = read_table(arguments.places, columns=("place", "capacity"))
    pair_rows = read_table(arguments.pairs, columns=("family", "place", "value"))
    rows: dict[str, list[Record]] = {
        "families": family_rows,
        "places": place_rows,
        "pairs": pair_rows,
    }
    try:
        return TablesProblem.checked(
            families=[
                Family(row.name("family"), row.whole("persons", least=1, most=MOST_PERSONS))
                for row in family_rows
            ],
            places=[
                Place(row.name("place"), row.whole("capacity", least=0, most=MOST_PERSONS))
                for row in place_rows
            ],
            pairs=[
                Pair(row.name("family"), row.name("place"), row.number("value", most=LARGEST_VALUE))
                for row in pair_rows
            ],
        )
    except TablesError as error:
        raise rows[error.table][error.index].error(error.column, str(error)) from error


def _checked_out(arguments: argparse.Namespace) -> Path:
    out: Path = arguments.out
    if out.is_dir():
        raise TableFileError(out, "is a folder; name a file to write")
    if not out.parent.is_dir():
        raise TableFileError(out, "its folder does not exist")
    inputs = (arguments.families, arguments.places, arguments.pairs)
    if any(out.resolve() == path.resolve() for path in inputs):
        raise TableFileError(out, "is one of the tables read; name another file to write")
    return out


def _answer(result: TablesResult, seconds: float) -> dict[str, object]:
    return {
        "value": result.value,
        "bound": result.bound,
        "gap": result.gap,
        "proven": result.proven,
        "persons_placed": result.persons_placed,
        "assignments": [{"family": family, "place": place} for family, place in result.assignments],
        "seconds": round(seconds, 3),
        "seed": result.seed,
        "solver": result.solver,
        "problem_hash": result.problem_hash,
    }


def _write_json(path: Path, answer: dict[str, object]) -> None:
    """Write beside the target and rename, so that a reader never meets half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(answer, file, ensure_ascii=False, indent=1, allow_nan=False)
            file.write("\n")
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _print(
    problem: TablesProblem, result: TablesResult, seconds: float, *, with_assignments: bool
) -> None:
    persons = {family.id: family.persons for family in problem.families}
    values = {(pair.family, pair.place): pair.value for pair in problem.pairs}
    if with_assignments:
        rows = [
            (family, str(persons[family]), place, f"{values[family, place]:.4f}")
            for family, place in result.assignments
        ]
        _print_table(("family", "persons", "place", "value"), rows, left={0, 2})
        print()
    placed: dict[str, list[str]] = defaultdict(list)
    for family, place in result.assignments:
        placed[place].append(family)
    totals = [
        (
            place.id,
            str(place.capacity),
            str(sum(persons[family] for family in placed[place.id])),
            str(len(placed[place.id])),
            f"{sum(values[family, place.id] for family in placed[place.id]):.4f}",
        )
        for place in problem.places
    ]
    _print_table(("place", "capacity", "persons", "families", "value"), totals, left={0})
    print()
    everybody = sum(persons.values())
    print(f"placed  {len(result.assignments)} of {len(persons)} families, ", end="")
    print(f"{result.persons_placed} of {everybody} persons")
    print(f"value   {result.value:.6f}")
    print(f"bound   {result.bound:.6f}")
    print(f"gap     {result.gap:.6%}{' (proven optimal)' if result.proven else ''}")
    print(f"time    {seconds:.2f} s ({result.solver}, seed {result.seed})")


def _print_table(
    header: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, left: set[int]
) -> None:
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
    for row in (header, *rows):
        cells = [
            cell.ljust(widths[i]) if i in left else cell.rjust(widths[i])
            for i, cell in enumerate(row)
        ]
        print("  ".join(cells).rstrip())
