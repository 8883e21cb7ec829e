"""Groups of a plan in proportion: each reaches a share of what it could with its part of the beds.

References
----------
D. Freund, T. Lykouris, E. Paulson, B. Sturt, W. Weng, "Group fairness in dynamic refugee
assignment", ACM EC 2023, doi:10.1145/3580507.3597758.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lgnet.cores.placement.highs import (
    INFINITY,
    Floats,
    Indices,
    Programme,
    Rows,
    relax,
)


def proportional_optimum(
    programme: Programme,
    values: Floats,
    members: Indices,
    *,
    share: float,
    shared_rows: slice,
    seconds: float,
    seed: int,
) -> float:
    """Return the most a group could reach with its share of all that is shared.

    Parameters
    ----------
    values : array of float
        What each column is worth.
    members : array of int
        The group's columns, and those that are nobody's.
    share : float
        The group's part of all persons.
    shared_rows : slice
        Rows whose limits are cut to the share; the others stand.

    Returns
    -------
    float
        Value of the relaxation; 0 when time ran out, which asks for nothing.
    """
    rows = programme.rows
    upper = rows.upper.copy()
    upper[shared_rows] *= share
    cut = Rows(rows.starts, rows.columns, rows.values, rows.lower, upper)
    part = Programme(programme.upper, programme.whole, cut).among(members)
    found = relax(part, values[members], seconds=seconds, seed=seed)
    return 0.0 if found is None else found.value


def with_shortfalls(
    programme: Programme, values: Floats, wanted: Sequence[tuple[Indices, float]]
) -> Programme:
    """Return the programme with a column per group for what it lacks of the value wanted."""
    size = programme.size
    rows = Rows.of(
        (
            np.append(members, size + at),
            np.append(values[members], 1.0),
            least,
            INFINITY,
        )
        for at, (members, least) in enumerate(wanted)
    )
    return Programme(
        np.append(programme.upper, [least + 1.0 for _, least in wanted]),
        np.append(programme.whole, np.zeros(len(wanted), dtype=np.bool_)),
        programme.rows.followed_by(rows),
    )
