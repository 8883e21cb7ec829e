"""Make the tables of the core: how common names are, and what each agreement is worth.

    ./lgnet bench linkage --tables

prints `frequency_table.py` and the counted weights of `weights.py`. Shares are counted on invented
people, m on true pairs, u on pairs of different people (births on any pair; sex and nationality
on pairs with alike names, since only those are ever compared). Counting needs no iteration because
the truth is known; with an unknown truth the same figures come from EM (Winkler 1988).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from benchmarks._linkage.population import people_of, population
from lgnet.cores.kernel import seeded
from lgnet.cores.linkage import Record
from lgnet.cores.linkage.compare import findings
from lgnet.cores.linkage.folding import skeletons
from lgnet.cores.linkage.types import name_parts

SEED = 2026
SMALLEST_SHARE = 0.006
FEWEST = 400


def shares(people: int = 40_000) -> dict[str, float]:
    """Return the share of each common skeleton in the origin where it is most common."""
    borne: dict[str, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for who in people_of(people, seed=SEED):
        sizes[who.language] += 1
        texts = [name.spellings[0] for name in (*who.given, *who.family)]
        borne[who.language].update(
            {skeletons(word)[0] for text in texts for word in name_parts(text)}
        )
    most: dict[str, float] = {}
    for language, counts in borne.items():
        for skeleton, count in counts.items():
            most[skeleton] = max(most.get(skeleton, 0), count / max(sizes[language], FEWEST))
    return {key: share for key, share in most.items() if share >= SMALLEST_SHARE}


def frequency_table() -> str:
    """Return the text of `frequency_table.py`."""
    rows = sorted(shares().items(), key=lambda pair: (-round(pair[1], 3), pair[0]))
    lines, line = [], ""
    for skeleton, share in rows:
        cell = f"{skeleton} {round(share * 1000)}, "
        if len(line) + len(cell) > 97:
            lines.append(line.rstrip())
            line = ""
        line += cell
    lines.append(line.rstrip().rstrip(","))
    return _FREQUENCIES.format("\n".join(lines))


_FREQUENCIES = '''"""Common names by sound, in thousandths of the people of the origin where they are commonest.

Made by `./lgnet bench linkage --tables` from invented people (seed 2026): no datum of a living
person. The lists behind it are hand-made: TO BE REVIEWED BY CULTURAL MEDIATORS.
"""

DEFAULT_SHARE = 0.0015

_TABLE = """
{}
"""


def _read(table: str) -> dict[str, float]:
    cells = (cell.split() for cell in table.replace("\\n", " ").split(","))
    return {{skeleton: int(thousandths) / 1000 for skeleton, thousandths in cells}}


SHARES: dict[str, float] = _read(_TABLE)
'''


def _rates(pairs: Iterable[tuple[Record, Record]]) -> tuple[Counter[str], int]:
    codes: Counter[str] = Counter()
    many = 0
    for left, right in pairs:
        many += 1
        for finding in findings(left, right):
            codes[finding.code] += finding.times
    return codes, many


def counted(
    size: int = 20_000, seed: int = SEED, chance: int = 200_000
) -> dict[str, tuple[float, float]]:
    """Return m and u of every code, counted: how often it occurs per pair of files.

    ``chance`` pairs are drawn at random for u.
    """
    made = population(size, seed=seed)
    by_id = {record.id: record for record in made.records}
    true = [(by_id[a], by_id[b]) for a, b in sorted(made.true_pairs())]
    rng = seeded(seed, "u")
    any_two = (rng.sample(made.records, 2) for _ in range(chance))
    apart = [(a, b) for a, b in any_two if made.truth[a.id] != made.truth[b.id]]
    alike = list(_alike(made.records, made.truth, rng))
    m, matches = _rates(true)
    u, _ = _rates(apart)
    near, nearly = _rates(alike)
    table = {}
    for code in sorted({*m, *u, *near}):
        among, many = (near, nearly) if code.startswith(("SEX", "NATION")) else (u, len(apart))
        table[code] = ((m[code] + 0.5) / matches, (among[code] + 0.5) / many)
    return table


def _alike(records, truth, rng):  # type: ignore[no-untyped-def]
    """Yield pairs of different people who share the sounds of two words of their names."""
    files = defaultdict(list)
    for record in records:
        keys = sorted({skeletons(word)[0] for word in record.names[0].parts})
        for at, one in enumerate(keys):
            for two in keys[at + 1 :]:
                files[one, two].append(record)
    for group in files.values():
        for _ in range(min(len(group) - 1, 20)):
            left, right = rng.sample(group, 2)
            if truth[left.id] != truth[right.id]:
                yield left, right


def weights_table() -> str:
    """Return the counted weights, one a line: code, m, u, bits."""
    rows = [
        f"{code:34} m {m:8.4f}  u {u:8.5f}  bits {math.log2(m / u):+6.1f}"
        for code, (m, u) in counted().items()
    ]
    return "\n".join(rows)
