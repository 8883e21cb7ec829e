"""The bars of placement in one run: each figure beside what it must reach.

    ./lgnet bench placement                        # all; a quarter of an hour
    ./lgnet bench placement --only A1 A4           # some
    ./lgnet bench placement --hias FOLDER          # where the agency's tables are
    ./lgnet bench placement --seeds 1 2 3          # years simulated for A3

Exits 1 when a bar is missed, and says which. Seconds are of processor, which on a quiet machine
are those of the clock: the solver uses one thread.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

import numpy as np

from benchmarks import _placement_audit, _placement_hias, _placement_market
from benchmarks.placement_hias import OPTIMUM, source_folder
from lgnet.cores.placement.clairvoyant import clairvoyant_bound
from lgnet.cores.placement.policies import InTurn, WeeklyBatch
from lgnet.cores.placement.prices import BidPrice
from lgnet.cores.placement.scenario import Assumptions, Scenario, scenario
from lgnet.cores.placement.simulate import Outcome, Policy, simulate
from lgnet.cores.placement.world import Book

LOADS = {9.0: 0.91, 15.0: 0.88}


class Report:
    """Prints tables as Markdown and keeps which bars were missed."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def title(self, text: str) -> None:
        print(f"\n## {text}\n", flush=True)

    def table(self, head: list[str], rows: list[list[str]]) -> None:
        print("| " + " | ".join(head) + " |")
        print("|---" + "|---:" * (len(head) - 1) + "|")
        for row in rows:
            print("| " + " | ".join(row) + " |")
        sys.stdout.flush()

    def bar(self, name: str, met: bool) -> str:
        if not met:
            self.missed.append(name)
        return "met" if met else "MISSED"


def gaps(report: Report, arguments: argparse.Namespace) -> None:
    """A1: distance to the linear bound, and the seconds it takes."""
    report.title("A1. A day of a network: gap to the linear bound")
    rows = []
    for households, units, seconds in ((2000, 1000, 10.0), (10000, 5000, 60.0)):
        line, met = _placement_market.gap_line(households, units, seconds=seconds, seed=1)
        rows.append([*line, report.bar(f"A1 {households}", met)])
    head = ["waiting × places", "columns", "s", "gap", "greedy", "first come", "bar", ""]
    report.table(head, rows)


def year(report: Report, arguments: argparse.Namespace) -> None:
    """A2: the real year online."""
    report.title("A2. A real year of an agency, 50 weekly batches, part of hindsight")
    source = source_folder([arguments.hias] if arguments.hias else [])
    if not source.is_dir():
        print(f"{source} is not there: name the folder of the tables with --hias")
        report.bar("A2 (no tables)", met=False)
        return
    found = _placement_hias.read_year(source)
    rows, ours, greedy = [], [], []
    for order in range(5):
        weeks = _placement_hias.batches(found, order)
        began = time.process_time()
        ours.append(_placement_hias.online(found, weeks, seed=order) / OPTIMUM)
        seconds = time.process_time() - began
        greedy.append(_placement_hias.greedy(found, weeks) / OPTIMUM)
        rows.append([str(order), f"{greedy[-1]:.1%}", f"{ours[-1]:.1%}", f"{seconds:.1f}"])
    mean, over = float(np.mean(ours)), float(np.mean(ours) - np.mean(greedy))
    report.table(["order", "greedy", "ours", "s"], rows)
    print(f"\nmean {mean:.1%}, bar ≥ 98.5 %: {report.bar('A2', mean >= 0.985)}")
    print(f"over greedy {over:.1%}, bar ≥ 10 points: {report.bar('A2 greedy', over >= 0.10)}")


def policies(invented: Scenario) -> dict[str, Callable[[Book], Policy]]:
    """Return what is compared."""
    return {
        "first come": lambda book: InTurn(book, by_class=False, best="first"),
        "best fit": lambda book: InTurn(book, by_class=False, best="fit"),
        "priority-greedy": lambda book: InTurn(book, by_class=True, best="value"),
        "weekly batch": WeeklyBatch,
        "ours, bid price": lambda book: BidPrice(book, invented),
    }


def beds(report: Report, arguments: argparse.Namespace) -> None:
    """A3: reusable beds, policies side by side, ratio to what nobody can pass."""
    report.title("A3. Reusable beds, 361, 52 weeks, part of the clairvoyant bound")
    for load, bar in LOADS.items():
        outcomes: dict[str, list[tuple[float, Outcome]]] = {}
        for seed in arguments.seeds:
            invented = scenario(Assumptions(households_per_week=load), seed=seed)
            bound = clairvoyant_bound(invented, seconds=900.0)
            for name, found in simulate(invented, policies(invented)).items():
                outcomes.setdefault(name, []).append((found.value / bound, found))
        rows, mean = [], {}
        for name, found in outcomes.items():
            mean[name] = float(np.mean([part for part, _ in found]))
            urgent = _placed(found, 0)
            waited = float(np.mean([outcome.weeks_waited for _, outcome in found]))
            each = " ".join(f"{part:.3f}" for part, _ in found)
            rows.append([name, f"{mean[name]:.3f}", each, f"{urgent:.1%}", f"{waited:.1f}"])
        print(f"{load:.0f} households a week, seeds {arguments.seeds}\n")
        report.table(["policy", "mean", "each seed", "class 0 placed", "weeks waited"], rows)
        ours = mean["ours, bid price"]
        over, urgent = ours - mean["priority-greedy"], _placed(outcomes["ours, bid price"], 0)
        name = f"A3 load {load:.0f}"
        print(f"\nratio {ours:.3f}, bar ≥ {bar}: {report.bar(name, ours >= bar)}")
        print(f"over priority {over:.3f}, bar ≥ .08: {report.bar(f'{name} over', over >= 0.08)}")
        met = report.bar(f"{name} class 0", urgent >= 0.985)
        print(f"class 0 {urgent:.1%}, bar ≥ 98.5 %: {met}\n")


def _placed(found: list[tuple[float, Outcome]], wanted: int) -> float:
    lines = [line for _, outcome in found for line in outcome.placed_by_class if line[0] == wanted]
    return sum(line[1] for line in lines) / max(1, sum(line[2] for line in lines))


def answers(report: Report, arguments: argparse.Namespace) -> None:
    """A4: what forcing one placement costs, answered while somebody looks."""
    report.title("A4. What-if at 2,000 × 1,000: one placement forced, everything solved again")
    times = _placement_market.what_if_times(questions=200, seed=1)
    p50, p95 = (float(np.percentile(times, part)) * 1000 for part in (50, 95))
    print(f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, bar p95 ≤ 150 ms: ", end="")
    print(report.bar("A4", p95 <= 150))


def proportion(report: Report, arguments: argparse.Namespace) -> None:
    """A5: the price of proportion, and no group below first come, first served."""
    report.title("A5. Proportion between groups, 500 × 250")
    found = _placement_market.fairness(alpha=0.95, seed=1)
    rows = [
        [name, *(f"{value:.1f}" for value in reached)] for name, reached in found.groups.items()
    ]
    report.table(["group: worth reached", "first come", "best plan", "with α = .95"], rows)
    below = [name for name, (first, _, fair) in found.groups.items() if fair < first - 1e-9]
    print(f"\nprice {found.price:.2%}, bar ≤ 1 %: {report.bar('A5', found.price <= 0.01)}")
    print(f"groups below first come {len(below)}, bar 0: {report.bar('A5 groups', not below)}")


def audits(report: Report, arguments: argparse.Namespace) -> None:
    """A6: drawn placements, plans and queues audited by the independent checker."""
    report.title("A6. Drawn placements, audited by the independent checker")
    audited, plans, wrong = _placement_audit.audit(arguments.audits, seed=1)
    print(f"{audited:,} placements in {plans:,} plans and proposals, {wrong} violations, bar 0: ")
    print(report.bar("A6", wrong == 0 and audited >= 100_000))


PARTS = {"A1": gaps, "A2": year, "A3": beds, "A4": answers, "A5": proportion, "A6": audits}


def main(argv: list[str]) -> int:
    """Run the parts asked for; 0 when every bar is met."""
    parser = argparse.ArgumentParser(prog="./lgnet bench placement", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=sorted(PARTS), default=sorted(PARTS))
    parser.add_argument("--hias", help="folder of the agency's tables")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--audits", type=int, default=100_000)
    arguments = parser.parse_args(argv)
    report = Report()
    for name in arguments.only:
        PARTS[name](report, arguments)
    print(f"\nmissed: {', '.join(report.missed) or 'nothing'}")
    return 1 if report.missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
