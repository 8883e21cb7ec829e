"""Linkage measured in one run: beside `splink` and `recordlinkage`, and against its own bars.

    ./lgnet bench linkage                      # sets of 5,000, a register of 20,000, minutes
    ./lgnet bench linkage --parts search --search 1000000 --keep   # a city in PostgreSQL
    ./lgnet bench linkage --register 100000
    ./lgnet bench linkage --tables             # the tables of the core, made anew

Exits 1 when a bar is missed. Nothing here is about a living person: FEBRL is invented, migrants
are invented (`_linkage/population.py`), attested spellings of names are Wikidata's (CC0).
"""

import argparse
import os
import sys
from collections.abc import Sequence

from benchmarks._linkage import asking, measures, tables
from benchmarks._linkage.peers import PROGRAMS
from benchmarks._linkage.questions import KINDS, LANGUAGES, NAME_ONLY
from benchmarks._linkage.sets import febrl, migrants

PARTS = ("names", "peers", "register", "fingerprints", "search")
SEARCH_MS = 50
# An alias is borne by many who were born on 1 January; a year off is a wrong year.
SEARCH_LEAST = {"name, a year off": 0.80, "alias, day": 0.85}
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


def search(size: int, each: int, *, keep: bool) -> None:
    """The right person among the first five, by language and kind of question, in PostgreSQL."""
    with asking.open_city(size, seed=5, keep=keep, note=lambda text: print(text, flush=True)):
        done = asking.ask(5, each)
    languages = [language.name for language in LANGUAGES]
    head(
        f"Search among {size:,} persons: hit@1 / hit@5",
        "asked by",
        *languages,
        "all",
        "p50 ms",
        "p95 ms",
    )
    for kind in KINDS:
        these = [one for one in done if one.kind == kind]
        cells = [[one for one in these if one.language == name] for name in languages]
        row(kind, *map(_hits, (*cells, these)), *_times(these))
        if kind != NAME_ONLY:
            bar(f"hit@5 by {kind}", asking.hit(these), least=SEARCH_LEAST.get(kind, 0.95))
    for name in languages:
        these = [one for one in done if one.language == name and one.kind != NAME_ONLY]
        bar(f"hit@5 in {name}", asking.hit(these), least=0.90)
    identifiable = [one for one in done if one.kind != NAME_ONLY]
    bar("hit@5 of all but names alone", asking.hit(identifiable), least=0.95)
    cells = [[one for one in done if one.language == name] for name in languages]
    row("every kind", *map(_hits, (*cells, done)), *_times(done))
    row("p50 / p95 ms", *(" / ".join(_times(cell)) for cell in cells), "", "", "")
    row("other spellings from", *(language.source for language in LANGUAGES), "", "", "")
    _names_alone([one for one in done if one.kind == NAME_ONLY])
    _what_it_took(done)


def _hits(asked: list[asking.Asked]) -> str:
    return f"{asking.hit(asked, 1):.2f} / {asking.hit(asked):.2f}" if asked else ""


def _times(asked: list[asking.Asked]) -> tuple[str, str]:
    return tuple(f"{asking.at_percent([one.ms for one in asked], many):.0f}" for many in (50, 95))


def _names_alone(done: list[asking.Asked]) -> None:
    """What a name alone can do: five of many who bear it is what there is room for."""
    head("A name alone", "asked for", "questions", "hit@5", "at most")
    groups = {
        "everybody": done,
        "borne by five at most, by the letter": [one for one in done if one.written_alike <= 5],
        "... and by sound": [one for one in done if one.sound_alike <= 5],
        "borne by more than five, by sound": [one for one in done if one.sound_alike > 5],
    }
    for name, these in groups.items():
        if these:
            row(name, len(these), f"{asking.hit(these):.3f}", f"{asking.room(these):.3f}")
    few = groups["... and by sound"]
    bar("hit@5 by a name five people bear at most", asking.hit(few), least=0.85)


def _what_it_took(done: list[asking.Asked]) -> None:
    """Processor of both processes is held to the bar; the clock too, where nothing else runs."""
    quiet = os.getloadavg()[0] <= (os.cpu_count() or 1)
    head("What a question takes", "", "p50", "p95", "bar")
    of = {
        "ms by the clock": [one.ms for one in done],
        "ms of processor, Python": [one.python_ms for one in done],
        "ms of processor, database": [one.database_ms for one in done],
        "ms of processor, both": [one.python_ms + one.database_ms for one in done],
        "statements": [float(one.statements) for one in done],
    }
    for name, values in of.items():
        half, most = (asking.at_percent(values, many) for many in (50, 95))
        held = name.endswith("both") or (quiet and name.endswith("clock"))
        limit = bar(f"search, p95 of {name}", most, most=SEARCH_MS) if held else ""
        row(name, f"{half:.1f}", f"{most:.1f}", limit)
    print(f"\nload {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    identifiable = [one for one in done if one.kind != NAME_ONLY]
    print(f"\nhit@5 of every question: {asking.hit(done):.4f}")
    print(f"hit@5 of all but names alone: {asking.hit(identifiable):.4f}")


def main(argv: list[str]) -> int:
    """Run the parts asked for; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="./lgnet bench linkage")
    parser.add_argument("--files", type=int, default=5000, help="migrants given to each program")
    parser.add_argument("--register", type=int, default=20_000)
    parser.add_argument("--search", type=int, default=20_000)
    parser.add_argument("--each", type=int, default=30, help="questions of a kind in a language")
    parser.add_argument("--keep", action="store_true", help="keep the city for the next run")
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
        "search": lambda: search(asked.search, asked.each, keep=asked.keep),
    }
    for part in asked.parts.split(","):
        parts[part]()
    print("\n" + ("\n".join(["MISSED:", *MISSED]) if MISSED else "Every bar is met."))
    return 1 if MISSED else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
