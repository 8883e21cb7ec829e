"""Linkage measured in one run: beside `splink` and `recordlinkage`, and against its own bars.

    ./lgnet bench linkage                      # sets of 5,000, a register of 20,000, minutes
    ./lgnet bench linkage --register 100000 --search 1000000
    ./lgnet bench linkage --tables             # the tables of the core, made anew

Exits 1 when a bar is missed. Nothing here is about a living person: FEBRL is invented, migrants
are invented (`_linkage/population.py`), attested spellings of names are Wikidata's (CC0).
"""

import argparse
import sys
from collections.abc import Sequence

from benchmarks._linkage import measures, tables
from benchmarks._linkage.peers import PROGRAMS
from benchmarks._linkage.sets import febrl, migrants
from lgnet.cores.linkage import Policy

PARTS = ("names", "peers", "register", "fingerprints", "search")
MISSED: list[str] = []


def bar(name: str, value: float, *, least: float | None = None, most: float | None = None) -> str:
    """Hold a figure to its bar; return the bar for the table."""
    if least is not None and not value >= least:
        MISSED.append(f"{name}: {value:.4g}, at least {least:g} wanted")
    if most is not None and not value <= most:
        MISSED.append(f"{name}: {value:.4g}, at most {most:g} wanted")
    return f"≥ {least:g}" if least is not None else f"≤ {most:g}"


def row(*cells: object) -> None:
    """Print one row of a table."""
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def head(title: str, *cells: str) -> None:
    """Print the head of a table."""
    print(f"\n## {title}\n")
    row(*cells)
    row("---", *("---:" for _ in cells[1:]))


def names() -> None:
    """C1: attested spellings of one name against those of two."""
    head("Names", "language", "recall at 1 % false", "area", "Jaro-Winkler's recall")
    found = list(measures.names())
    for language, recall, area, usual in found:
        row(language, f"{recall:.3f}", f"{area:.4f}", f"{usual:.3f}")
    recall, area = (sum(one[at] for one in found) / len(found) for at in (1, 2))
    row("mean", f"{recall:.3f}", f"{area:.4f}", "")
    bar("C1 recall", recall, least=0.80)
    bar("C1 area", area, least=0.98)


def peers(size: int) -> None:
    """C2 in plain text: three programs on the same files."""
    head("Programs", "files", "program", "precision", "recall", "F1", "F1, hindsight", "seconds")
    sets = [febrl(number) for number in (1, 2, 3, 4)]
    sets += [migrants(size, seed=3, with_ids=ids) for ids in (False, True)]
    for files in sets:
        found = [program(files) for program in PROGRAMS]
        for one in found:
            figures = (one.precision, one.recall, one.f1, one.best_f1)
            row(files.name, one.program, *(f"{n:.4f}" for n in figures), f"{one.seconds:.1f}")
        ours, *others = found
        bar(f"F1 on {files.name}", ours.f1, least=max(other.f1 for other in others))
        if files.name.startswith("migrants"):
            least = 0.90 if "with" in files.name else 0.82
            bar(f"C2 on {files.name}", ours.f1, least=least)


def register(size: int) -> None:
    """A register compared with itself: nothing almost certain may be false."""
    head(f"A register of {size:,} files", "figure", "value", "bar")
    found = measures.at_scale(size)
    bars = {
        "completeness": {"least": 0.985},
        "share of pairs": {"most": 0.005},
        "false merges": {"most": 0},
        "ms per file": {"most": 6},
    }
    for name, value in found.items():
        row(name, f"{value:.5g}", bar(name, value, **bars[name]) if name in bars else "")


def fingerprints(size: int, many: Sequence[int]) -> None:
    """C2 and C3 across cities."""
    head(f"Fingerprints of {size:,} files", "figure", "value", "bar")
    bars = {"f1": 0.80, "f1 with numbers": 0.88}
    for name, value in measures.fingerprints(size).items():
        limit = {"least": bars[name]} if name in bars else {"most": 0.5}
        row(name, f"{value:.4f}", bar(f"fingerprints, {name}", value, **limit))
    for number in many:
        value = measures.fingerprint_query(number)
        limit = 15 if number <= 100_000 else 120
        name = f"one question to {number:,}, p95 ms"
        row(name, f"{value:.1f}", bar(name, value, most=limit))


def search(size: int, queries: int) -> None:
    """C3: the right person among the first five, by family of names."""
    made = measures.Register(size, seed=5)
    title = f"Search among {size:,} persons ({made.rows_per_file:.0f} tokens each)"
    head(title, "names", "way", "queries", "hit@5", "p50 ms", "p95 ms")
    policy = Policy(rows=3000, candidates=60)  # as domain.people.bridge has it
    for way in ("birth", "number", "year", "name"):
        found = measures.search(made, queries=queries, way=way, policy=policy)
        for group, (hit, many, half, most) in sorted(found.items()):
            if way == "birth" or group == "all":
                row(group, way, many, f"{hit:.4f}", f"{half:.1f}", f"{most:.1f}")
                if way == "birth" and many >= 40:
                    bar(f"hit@5 of {group}", hit, least=0.95)
        if way == "birth":
            bar("search p95 ms", found["all"][3], most=50)


def main(argv: list[str]) -> int:
    """Run the parts asked for; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="./lgnet bench linkage")
    parser.add_argument("--files", type=int, default=5000, help="migrants given to each program")
    parser.add_argument("--register", type=int, default=20_000)
    parser.add_argument("--search", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--prints", type=int, default=8000)
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--tables", action="store_true", help="print the tables and stop")
    asked = parser.parse_args(argv)
    if asked.tables:
        print(tables.frequency_table())
        print(tables.weights_table())
        return 0
    parts = {
        "names": names,
        "peers": lambda: peers(asked.files),
        "register": lambda: register(asked.register),
        "fingerprints": lambda: fingerprints(asked.prints, (100_000, 1_000_000)),
        "search": lambda: search(asked.search, asked.queries),
    }
    for part in asked.parts.split(","):
        parts[part]()
    print("\n" + ("\n".join(["MISSED:", *MISSED]) if MISSED else "Every bar is met."))
    return 1 if MISSED else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
